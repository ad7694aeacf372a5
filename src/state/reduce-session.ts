import type { Event, EventOf, EventType } from '../domain/event.ts';
import { addUsage, noSpend } from '../domain/money.ts';
import { withClock, withScheduledTask, withSession, withTask } from './entries.ts';
import type { DayState, SessionEntry } from './model.ts';
import type { Reducer, Reducers } from './reduce.ts';
import { rebound, reopened } from './reduce-ask.ts';

/** Every fact of a host moves its number and its clock; what else it does is the rest. */
const fact =
  <K extends EventType>(
    change: (session: SessionEntry, e: EventOf<K>) => SessionEntry,
    more?: Reducer<K>,
  ): Reducer<K> =>
  (state, event) => {
    const e: Event = event;
    const next = withSession(state, e.session, (session) => ({
      ...change(session, event),
      last_n: e.n ?? session.last_n,
      last_fact_at: Math.max(session.last_fact_at, e.at),
      responsive: true,
    }));
    return more === undefined ? next : more(next, event);
  };

const same = (session: SessionEntry): SessionEntry => session;

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
  'session.started': fact((session, e) => ({
    ...session,
    host_pid: e.host_pid,
    pid: e.pid,
    rung: e.rung,
  })),
  'session.state': fact((session, e) => ({
    ...session,
    state: e.state,
    source: e.source,
    state_at: e.at,
    message: e.message,
  })),
  'session.asked': fact(same, rebound),
  'session.violated': fact(same),
  'session.ask_gone': fact(same),
  'session.answer_sent': fact(same),
  'session.answer_failed': fact(same, reopened),
  'session.usage': fact(
    (session, e) => ({ ...session, spend: addUsage(session.spend, e.tokens, e.usd) }),
    used,
  ),
  'session.progress': fact((session, e) => ({ ...session, message: e.text })),
  'session.milestone': fact(same),
  'session.message': fact(same),
  'session.output': fact(same),
  'session.step': fact(same),
  'session.paused': fact(
    (session) => ({ ...session, paused: true }),
    (state, e) => withClock(state, e.session, e.at),
  ),
  'session.continued': fact(
    (session) => ({ ...session, paused: false }),
    (state, e) => withClock(state, e.session, e.at),
  ),
  'session.exited': fact(same, gone),
  'session.lost': gone,
  'attempt.not_started': notStarted,
  'session.ending': (state, e) =>
    withSession(state, e.session, (session) => ({ ...session, ending: session.ending ?? e.cause })),
  'session.unresponsive': (state, e) =>
    withSession(state, e.session, (session) => ({ ...session, responsive: false })),
  'session.responsive': (state, e) =>
    withSession(state, e.session, (session) => ({ ...session, responsive: true })),
};
