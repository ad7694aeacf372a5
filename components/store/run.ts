import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Event } from '../../src/domain/event.ts';
import { type DayState, initialState } from '../../src/state/model.ts';
import { reduce } from '../../src/state/reduce.ts';
import { type Burn, burnt, noBurn } from './burn.ts';
import type { Link } from './engine-door.ts';

/** The run as its events tell it. Only events change it, and the state of the connection. */
export interface Run {
  readonly link: Link;
  readonly day: DayState;
  readonly burn: Burn;
  /** Every event of the day, as it came. */
  readonly events: readonly Event[];
}

export const emptyRun: Run = { link: { state: 'loading' }, day: initialState, burn: noBurn, events: [] };

/** Folds events in; what was seen already (an engine found again sends from where it likes) is passed over. */
export const folded = (run: Run, events: readonly Event[]): Run => {
  let { day, burn } = run;
  let kept: Event[] | null = null;
  for (const event of events) {
    if (event.seq <= day.seq) continue;
    if (event.type === 'day.opened') {
      kept = [];
      burn = noBurn;
    }
    kept ??= [...run.events];
    day = reduce(day, event);
    burn = burnt(burn, event);
    kept.push(event);
  }
  return kept === null ? run : { ...run, day, burn, events: kept };
};

/** Time and timers, passed in: tests bring their own. */
export interface Clock {
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
}

/** At most four commits a second: a day of eight busy agents must not cost more to watch than to run. */
const GAP_MS = 250;

export interface RunStore {
  readonly store: StoreApi<Run>;
  readonly take: (events: readonly Event[]) => void;
  readonly setLink: (link: Link) => void;
  readonly close: () => void;
}

/** The run's store: the first event after a quiet moment shows at once, a flood four times a second. */
export const openRunStore = (clock: Clock): RunStore => {
  const store = createStore<Run>()(() => emptyRun);
  let waiting: Event[] = [];
  let cancel: (() => void) | null = null;
  let last = Number.NEGATIVE_INFINITY;
  let closed = false;
  const commit = (): void => {
    cancel = null;
    last = clock.now();
    const events = waiting;
    waiting = [];
    store.setState((run) => folded(run, events), true);
  };
  return {
    store,
    take: (events) => {
      if (closed) return;
      waiting.push(...events);
      if (cancel !== null) return;
      const wait = Math.max(0, last + GAP_MS - clock.now());
      if (wait === 0) commit();
      else cancel = clock.after(wait, commit);
    },
    setLink: (link) => store.setState({ link }),
    close: () => {
      closed = true;
      cancel?.();
    },
  };
};
