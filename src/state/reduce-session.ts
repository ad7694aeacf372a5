import type { Event, EventOf, EventType } from '../domain/event.ts';
import { addUsage, noSpend } from '../domain/money.ts';
import { withClock, withScheduledTask, withSession, withTask } from './entries.ts';
import type { DayState, SessionEntry } from './model.ts';
import type { Reducer, Reducers } from './reduce.ts';
import { rebound, reopened } from './reduce-ask.ts';

/** Changes the event's session, then whatever else follows. */
const onSession =
  <K extends EventType>(
    change: (session: SessionEntry, e: EventOf<K>) => SessionEntry,
    more: Reducer<K> = (state) => state,
  ): Reducer<K> =>
  (state, event) => {
    const { session }: Event = event;
    return more(
      withSession(state, session, (entry) => change(entry, event)),
      event,
    );
  };

/** The session is over; whether its task goes on is for the attempt's end to say. */
const gone = (state: DayState, e: EventOf<'session.exited'> | EventOf<'session.lost'>): DayState => {
  if (e.session === undefined) return state;
  const over = withSession({ ...state, live: state.live.remove(e.session) }, e.session, (session) => ({
    ...session,
    ended_at: e.at,
    exit: e.type === 'session.exited' ? { code: e.code, signal: e.signal } : { code: null, signal: null },
  }));
  return withScheduledTask(over, over.sessions.get(e.session)?.task, (task) =>
    task.phase === 'running' ? { ...task, phase: 'checking', since: e.at } : task,
  );
};

/** Nothing ran, so nothing is counted: the attempt never was. */
const notStarted = (state: DayState, e: EventOf<'attempt.not_started'>): DayState => {
  if (e.session === undefined) return state;
  const over = withSession({ ...state, live: state.live.remove(e.session) }, e.session, (session) => ({
    ...session,
    ended_at: e.at,
  }));
  return withScheduledTask(over, e.task, (task) => ({
    ...task,
    phase: 'queued',
    why: e.message,
    since: e.at,
    attempt: task.resumes === null ? Math.max(0, task.attempt - 1) : task.attempt,
  }));
};

const used = (state: DayState, e: EventOf<'session.usage'>): DayState => {
  const model = state.by_model.get(e.model) ?? noSpend;
  const withDay = {
    ...state,
    spend: addUsage(state.spend, e.tokens, e.usd),
    by_model: state.by_model.set(e.model, addUsage(model, e.tokens, e.usd)),
  };
  return withTask(withDay, e.task, (task) => ({ ...task, spend: addUsage(task.spend, e.tokens, e.usd) }));
};

export const sessionReducers: Reducers = {
  'session.started': onSession((session, e) => ({
    ...session,
    host_pid: e.host_pid,
    pid: e.pid,
    rung: e.rung,
  })),
  'session.state': onSession((session, e) => ({
    ...session,
    state: e.state,
    source: e.source,
    state_at: e.at,
    message: e.message,
  })),
  'session.asked': rebound,
  'session.answer_failed': reopened,
  'session.usage': onSession(
    (session, e) => ({ ...session, spend: addUsage(session.spend, e.tokens, e.usd) }),
    used,
  ),
  'session.progress': onSession((session, e) => ({ ...session, message: e.text })),
  'session.paused': onSession(
    (session) => ({ ...session, paused: true }),
    (state, e) => withClock(state, e.session, e.at),
  ),
  'session.continued': onSession(
    (session) => ({ ...session, paused: false }),
    (state, e) => withClock(state, e.session, e.at),
  ),
  'session.exited': gone,
  'session.lost': gone,
  'attempt.not_started': notStarted,
  // decide lets only a person's word follow an earlier cause.
  'session.ending': (state, e) =>
    withSession(state, e.session, (session) => ({ ...session, ending: e.cause })),
  'session.unresponsive': (state, e) =>
    withSession(state, e.session, (session) => ({ ...session, responsive: false })),
  'session.responsive': (state, e) =>
    withSession(state, e.session, (session) => ({ ...session, responsive: true })),
};
