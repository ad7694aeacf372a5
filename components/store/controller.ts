import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Event } from '../../src/domain/event.ts';
import { point } from '../keys/point.ts';
import { paste, press } from '../keys/press.ts';
import type { InputEvent } from '../screen/contract.ts';
import type { Theme } from '../theme/theme.ts';
import { withReaderInBounds } from '../views/read.ts';
import { type Context, liveSession, taskIn } from './context.ts';
import { Deeds } from './deeds.ts';
import type { EngineDoor } from './engine-door.ts';
import { Replayer } from './replayer.ts';
import { type Clock, openRunStore, type Run } from './run.ts';
import { settled } from './settle.ts';
import type { Terminal } from './terminal.ts';
import { nextTickMs } from './tick.ts';
import { firstView, type Outcome, type View } from './view.ts';

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

const momentOf = ({ link }: Run, clock: Clock): number => (link.state === 'replay' ? link.at : clock.now());

/** Keys in, deeds out, and always one consistent picture of run, view and time. */
export class Controller {
  readonly shown: StoreApi<Context>;
  readonly #parts: ControllerParts;
  readonly #run;
  readonly #replayer: Replayer | null;
  readonly #deeds: Deeds;
  #cancelTick: () => void = () => {};
  #typesTo: string | null = null;
  #closed = false;

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
    this.#deeds = new Deeds({
      door: parts.door,
      terminal: parts.terminal,
      replayer: this.#replayer,
      now: () => this.#now(),
      show: (context) => this.#show(context),
      session: () => this.#agentIn(this.#now()),
      leave: () => this.#leave(),
    });
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
    this.#closed = true;
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
    // What still comes in while all is taken down must not set a clock going: the console would never end.
    if (this.#closed) return;
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
    for (const deed of deeds) this.#deeds.do(deed);
  }

  #agentIn(context: Context): string | null {
    const task = taskIn(context);
    return task === null ? null : (liveSession(context.run.day, task)?.id ?? null);
  }

  #leave(): void {
    const { day } = this.shown.getState().run;
    const ended = day.phase === 'ended' && this.#replayer === null;
    this.#parts.terminal.leave(ended ? (day.exit ?? 0) : 0);
  }
}
