import type { Result } from '../../src/domain/errors.ts';
import type { Context } from './context.ts';
import type { EngineDoor } from './engine-door.ts';
import type { Replayer } from './replayer.ts';
import type { Terminal } from './terminal.ts';
import { type Deed, told, type View } from './view.ts';

interface DeedRoom {
  readonly door: EngineDoor;
  readonly terminal: Terminal;
  readonly replayer: Replayer | null;
  readonly now: () => Context;
  readonly show: (context: Context) => void;
  /** The session whose screen is on the stage. */
  readonly session: () => string | null;
  readonly leave: () => void;
}

const goAlong = (replayer: Replayer, deed: Deed): void => {
  if (deed.do === 'play') replayer.play();
  if (deed.do === 'step') replayer.step(deed.by);
  if (deed.do === 'seek') replayer.seekBy(deed.by);
  if (deed.do === 'speed') replayer.faster(deed.by);
};

/** Carries out what a person's keys bring about, and says what came of it. */
export class Deeds {
  readonly #room: DeedRoom;

  constructor(room: DeedRoom) {
    this.#room = room;
  }

  do(deed: Deed): void {
    const { terminal, door, replayer, leave } = this.#room;
    const session = this.#room.session();
    if (deed.do === 'send') void door.command(deed.command).then((result) => this.#sent(deed, result));
    if (deed.do === 'fetch') void door.query(deed.query).then((result) => this.#fetched(deed, result));
    if (deed.do === 'scroll') terminal.scroll(session, deed.by);
    if (session !== null) this.#inPane(session, deed);
    if (replayer !== null) goAlong(replayer, deed);
    if (deed.do === 'recite') terminal.recite?.(session);
    if (deed.do === 'suspend') terminal.suspend();
    if (deed.do === 'redraw') terminal.redraw();
    if (deed.do === 'leave') leave();
  }

  #inPane(session: string, deed: Deed): void {
    const { terminal } = this.#room;
    if (deed.do === 'live') terminal.live(session);
    if (deed.do === 'match') terminal.nextMatch(session, deed.by);
    if (deed.do === 'search')
      void terminal.find(session, deed.text).then((lines) => this.#found(deed.text, lines));
    if (deed.do === 'copy') void terminal.copy(session).then((length) => this.#copied(length));
  }

  #found(text: string, lines: number): void {
    this.#tell(
      lines === 0
        ? `nothing says “${text}”`
        : `${lines} of its lines say so: n the next, N the one before, Esc back`,
    );
  }

  #copied(length: number): void {
    this.#tell(length === 0 ? 'there is nothing to copy' : `${length} characters are on the clipboard`);
  }

  #tell(text: string): void {
    this.#view((view, now) => told(view, 'ok', text, now));
  }

  #view(change: (view: View, now: number) => View): void {
    const context = this.#room.now();
    this.#room.show({ ...context, view: change(context.view, context.now) });
  }

  #sent(deed: Extract<Deed, { do: 'send' }>, result: Result<unknown>): void {
    if (result.ok) {
      if (deed.said !== '') this.#tell(deed.said);
      return;
    }
    const { what, mend } = result.error;
    this.#view((view, now) => {
      const sending = new Set([...view.sending].filter((id) => id !== deed.ask));
      return told({ ...view, sending, leaveWhenOver: false }, 'bad', `${what} (${mend})`, now);
    });
  }

  /** Shown only where it is still being waited for. */
  #fetched(deed: Extract<Deed, { do: 'fetch' }>, result: Result<unknown>): void {
    const { reader } = this.#room.now().view;
    if (reader?.answer?.state !== 'loading') return;
    const asked = 'task' in deed.query ? deed.query.task : null;
    if (reader.task !== asked) return;
    const answer = result.ok
      ? ({ state: 'ready', value: result.value } as const)
      : ({ state: 'failed', error: result.error } as const);
    this.#view((view) => ({ ...view, reader: { ...reader, answer } }));
  }
}
