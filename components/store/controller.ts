import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Result } from '../../src/domain/errors.ts';
import type { Event } from '../../src/domain/event.ts';
import { point } from '../keys/point.ts';
import { paste, press } from '../keys/press.ts';
import type { InputEvent } from '../screen/contract.ts';
import type { Theme } from '../theme/theme.ts';
import { withReaderInBounds } from '../views/read.ts';
import { type Context, liveSession, taskIn } from './context.ts';
import type { EngineDoor } from './engine-door.ts';
import { Replayer } from './replayer.ts';
import { type Clock, openRunStore, type Run } from './run.ts';
import { settled } from './settle.ts';
import { nextTickMs } from './tick.ts';
import { type Deed, firstView, type Outcome, told, type View } from './view.ts';

/** What the terminal does for the console. */
export interface Terminal {
  /** The session's agent gets the keyboard; null: the console has it again. */
  readonly type: (session: string | null) => void;
  readonly scroll: (session: string | null, by: number) => void;
  readonly live: (session: string) => void;
  /** How many lines say so. */
  readonly find: (session: string, text: string) => Promise<number>;
  readonly nextMatch: (session: string, by: 1 | -1) => void;
  /** How much went onto the person's clipboard. */
  readonly copy: (session: string) => Promise<number>;
  /** Says how it stands, and a session's last lines; only where the day is told, not painted. */
  readonly recite?: (session: string | null) => void;
  readonly suspend: () => void;
  readonly redraw: () => void;
  readonly leave: (exit: number) => void;
}

export interface ControllerParts {
  readonly door: EngineDoor;
  readonly clock: Clock;
  readonly theme: Theme;
  readonly terminal: Terminal;
  readonly size: View['size'];
  /** A past day instead of the engine's; `show` moves its screens along. */
  readonly replay: { readonly events: readonly Event[]; readonly show: (at: number) => void } | null;
  readonly task: string | null;
}

const goAlong = (replayer: Replayer, deed: Deed): void => {
  if (deed.do === 'play') replayer.play();
  if (deed.do === 'step') replayer.step(deed.by);
  if (deed.do === 'seek') replayer.seekBy(deed.by);
  if (deed.do === 'speed') replayer.faster(deed.by);
};

const momentOf = ({ link }: Run, clock: Clock): number => (link.state === 'replay' ? link.at : clock.now());

/** Keys in, deeds out, and always one consistent picture of run, view and time. */
export class Controller {
  readonly shown: StoreApi<Context>;
  readonly #parts: ControllerParts;
  readonly #run;
  readonly #replayer: Replayer | null;
  #cancelTick: () => void = () => {};
  #typesTo: string | null = null;

  constructor(parts: ControllerParts) {
    this.#parts = parts;
    this.#run = openRunStore(parts.clock);
    const now = parts.clock.now();
    this.shown = createStore<Context>()(() => ({
      run: this.#run.store.getState(),
      view: { ...firstView, size: parts.size, task: parts.task, spoken: parts.terminal.recite !== undefined },
      now,
    }));
    this.#run.store.subscribe((run) => this.#show({ ...this.#now(), run }));
    this.#replayer =
      parts.replay === null
        ? null
        : new Replayer(parts.replay.events, parts.clock, (run) => this.#moved(run));
    this.#replayer?.seek(0);
    if (this.#replayer === null) parts.door.open({ onEvents: this.#run.take, onLink: this.#run.setLink });
    this.#arm();
  }

  input(event: InputEvent): void {
    const context = this.#now();
    if (event.kind === 'key') this.#carryOut(press(context, event.key));
    if (event.kind === 'paste') this.#carryOut(paste(context, event.text));
    if (event.kind === 'mouse') this.#carryOut(point(context, event, this.#parts.theme));
  }

  resize(size: View['size']): void {
    const context = this.#now();
    this.#show({ ...context, view: { ...context.view, size } });
  }

  close(): void {
    this.#cancelTick();
    this.#replayer?.close();
    this.#run.close();
    this.#parts.door.close();
  }

  #now(): Context {
    const context = this.shown.getState();
    return { ...context, now: momentOf(context.run, this.#parts.clock) };
  }

  /** A past day was gone along to another moment: its time is the time of day. */
  #moved(run: Run): void {
    const now = momentOf(run, this.#parts.clock);
    this.#parts.replay?.show(now);
    const { view } = this.shown.getState();
    // What was said of a key belongs to the moment it was pressed at, and no clock takes it away here.
    const playing = run.link.state === 'replay' && run.link.playing;
    this.#show({ view: playing || view.toast === null ? view : { ...view, toast: null }, run, now });
  }

  #show(context: Context): void {
    const view = settled(context);
    const bounded = withReaderInBounds({ ...context, view }, this.#parts.theme);
    const agent = bounded.typing ? this.#agentIn({ ...context, view: bounded }) : null;
    const typing = agent !== null;
    this.shown.setState(
      { ...context, view: typing === bounded.typing ? bounded : { ...bounded, typing } },
      true,
    );
    if (agent !== this.#typesTo) this.#parts.terminal.type(agent);
    this.#typesTo = agent;
    this.#arm();
    const { day } = context.run;
    if (bounded.leaveWhenOver && day.phase === 'ended') this.#leave();
  }

  /** The clock moves the screen only when something on it would read differently. */
  #arm(): void {
    this.#cancelTick();
    // In a replay only the replay moves the time.
    if (this.#replayer !== null) return;
    this.#cancelTick = this.#parts.clock.after(nextTickMs(this.shown.getState()), () =>
      this.#show(this.#now()),
    );
  }

  #carryOut({ view, deeds }: Outcome): void {
    const context = this.#now();
    if (view !== context.view) this.#show({ ...context, view });
    for (const deed of deeds) this.#do(deed);
  }

  #agentIn(context: Context): string | null {
    const task = taskIn(context);
    return task === null ? null : (liveSession(context.run.day, task)?.id ?? null);
  }

  #do(deed: Deed): void {
    const { terminal, door } = this.#parts;
    const session = this.#agentIn(this.#now());
    if (deed.do === 'send') void door.command(deed.command).then((result) => this.#sent(deed, result));
    if (deed.do === 'fetch') void door.query(deed.query).then((result) => this.#fetched(deed, result));
    if (deed.do === 'scroll') terminal.scroll(session, deed.by);
    if (session !== null) this.#inPane(session, deed);
    if (this.#replayer !== null) goAlong(this.#replayer, deed);
    if (deed.do === 'recite') terminal.recite?.(session);
    if (deed.do === 'suspend') terminal.suspend();
    if (deed.do === 'redraw') terminal.redraw();
    if (deed.do === 'leave') this.#leave();
  }

  #inPane(session: string, deed: Deed): void {
    const { terminal } = this.#parts;
    if (deed.do === 'live') terminal.live(session);
    if (deed.do === 'match') terminal.nextMatch(session, deed.by);
    if (deed.do === 'search')
      void terminal
        .find(session, deed.text)
        .then((lines) =>
          this.#tell(
            lines === 0
              ? `nothing says “${deed.text}”`
              : `${lines} of its lines say so: n the next, N the one before, Esc back`,
          ),
        );
    if (deed.do === 'copy')
      void terminal
        .copy(session)
        .then((length) =>
          this.#tell(length === 0 ? 'there is nothing to copy' : `${length} characters are on the clipboard`),
        );
  }

  #tell(text: string): void {
    const context = this.#now();
    this.#show({ ...context, view: told(context.view, 'ok', text, context.now) });
  }

  #sent(deed: Extract<Deed, { do: 'send' }>, result: Result<unknown>): void {
    const context = this.#now();
    if (result.ok) {
      if (deed.said !== '')
        this.#show({ ...context, view: told(context.view, 'ok', deed.said, context.now) });
      return;
    }
    const { what, mend } = result.error;
    const sending = new Set([...context.view.sending].filter((id) => id !== deed.ask));
    const view = { ...context.view, sending, leaveWhenOver: false };
    this.#show({ ...context, view: told(view, 'bad', `${what} (${mend})`, context.now) });
  }

  /** Shown only where it is still being waited for. */
  #fetched(deed: Extract<Deed, { do: 'fetch' }>, result: Result<unknown>): void {
    const context = this.#now();
    const { reader } = context.view;
    if (reader?.answer?.state !== 'loading') return;
    const asked = 'task' in deed.query ? deed.query.task : null;
    if (reader.task !== asked) return;
    const answer = result.ok
      ? ({ state: 'ready', value: result.value } as const)
      : ({ state: 'failed', error: result.error } as const);
    this.#show({ ...context, view: { ...context.view, reader: { ...reader, answer } } });
  }

  #leave(): void {
    const { day } = this.shown.getState().run;
    const ended = day.phase === 'ended' && this.#replayer === null;
    this.#parts.terminal.leave(ended ? (day.exit ?? 0) : 0);
  }
}
