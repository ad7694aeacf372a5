import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Result } from '../../src/domain/errors.ts';
import { point } from '../keys/point.ts';
import { paste, press } from '../keys/press.ts';
import type { InputEvent } from '../screen/contract.ts';
import type { Theme } from '../theme/theme.ts';
import { withReaderInBounds } from '../views/read.ts';
import { type Context, liveSession, taskIn } from './context.ts';
import type { EngineDoor } from './engine-door.ts';
import { type Clock, openRunStore } from './run.ts';
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
}

/** Keys in, deeds out, and always one consistent picture of run, view and time. */
export class Controller {
  readonly shown: StoreApi<Context>;
  readonly #parts: ControllerParts;
  readonly #run;
  #cancelTick: () => void = () => {};
  #typesTo: string | null = null;

  constructor(parts: ControllerParts) {
    this.#parts = parts;
    this.#run = openRunStore(parts.clock);
    const now = parts.clock.now();
    this.shown = createStore<Context>()(() => ({
      run: this.#run.store.getState(),
      view: { ...firstView, size: parts.size },
      now,
    }));
    this.#run.store.subscribe((run) => this.#show({ ...this.#now(), run }));
    parts.door.open({ onEvents: this.#run.take, onLink: this.#run.setLink });
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
    this.#run.close();
    this.#parts.door.close();
  }

  #now(): Context {
    return { ...this.shown.getState(), now: this.#parts.clock.now() };
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
    this.#parts.terminal.leave(day.phase === 'ended' ? (day.exit ?? 0) : 0);
  }
}
