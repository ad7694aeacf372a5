import type { Event, EventOf, EventType } from '../domain/event.ts';
import type { DayState } from './model.ts';
import { askReducers } from './reduce-ask.ts';
import { attemptReducers } from './reduce-attempt.ts';
import { dayReducers } from './reduce-day.ts';
import { sessionReducers } from './reduce-session.ts';
import { taskReducers } from './reduce-task.ts';

/** Folds one kind of event; a kind without one only counts. */
export type Reducer<K extends EventType> = (state: DayState, event: EventOf<K>) => DayState;
export type Reducers = { readonly [K in EventType]?: Reducer<K> };

const reducers: Reducers = {
  ...dayReducers,
  ...taskReducers,
  ...attemptReducers,
  ...sessionReducers,
  ...askReducers,
};

/** The one fold: engine, console, status, report and replay all see the day through it. */
export const reduce = (state: DayState, event: Event): DayState => {
  const reducer = reducers[event.type] as Reducer<typeof event.type> | undefined;
  const counted = { ...state, seq: event.seq };
  return reducer === undefined ? counted : reducer(counted, event as never);
};
