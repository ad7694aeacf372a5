import type { Event } from '../domain/event.ts';
import { withSession } from './entries.ts';
import type { DayState } from './model.ts';
import { askReducers } from './reduce-ask.ts';
import { attemptReducers } from './reduce-attempt.ts';
import { dayReducers } from './reduce-day.ts';
import { reviewReducers } from './reduce-review.ts';
import { sessionReducers } from './reduce-session.ts';
import { taskReducers } from './reduce-task.ts';
import { tellingReducers } from './reduce-telling.ts';
import { usageReducers } from './reduce-usage.ts';
import type { Reducer, Reducers } from './reducer.ts';

const reducers: Reducers = {
  ...dayReducers,
  ...taskReducers,
  ...attemptReducers,
  ...sessionReducers,
  ...usageReducers,
  ...reviewReducers,
  ...tellingReducers,
  ...askReducers,
};

/** Every fact of a host moves its session's number and clock, whatever else it does: one left out would deafen us. */
const countFact = (state: DayState, event: Event): DayState =>
  event.n === undefined
    ? state
    : withSession(state, event.session, (session) => ({
        ...session,
        last_n: event.n ?? session.last_n,
        last_fact_at: Math.max(session.last_fact_at, event.at),
        responsive: true,
      }));

/** The one fold: engine, console, status, report and replay all see the day through it. */
export const reduce = (state: DayState, event: Event): DayState => {
  const reducer = reducers[event.type] as Reducer<typeof event.type> | undefined;
  const counted = countFact({ ...state, seq: event.seq }, event);
  return reducer === undefined ? counted : reducer(counted, event as never);
};
