import type { Event, EventOf, EventType } from '../domain/event.ts';
import type { FactSource } from '../domain/fact.ts';
import { type Claim, trusted } from './claims.ts';
import { withClock, withScheduledTask, withSession } from './entries.ts';
import { lasting } from './lasting.ts';
import type { DayState, SessionEntry } from './model.ts';
import { rebound, reopened } from './reduce-ask.ts';
import { unheard } from './reduce-telling.ts';
import type { Reducer, Reducers } from './reducer.ts';

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
  const told = unheard(over, e.session);
  return withScheduledTask(told, over.sessions.get(e.session)?.task, (task) =>
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

const stuckStates: ReadonlySet<SessionEntry['state']> = new Set(['error', 'limited']);

/**
 * Whose word counts: that of the best source. What was said before an error or a limit says nothing of what
 * came after; then a lesser source counts, but only with its second word since, for the first may lag behind.
 */
const believed = (
  session: SessionEntry,
  { source }: EventOf<'session.state'>,
  now: Claim,
): readonly [FactSource, Claim] | null => {
  const best = trusted({ ...session.claims, [source]: now }) ?? [source, now];
  const stale = best[0] !== source && best[1].at <= session.state_at;
  if (!stuckStates.has(session.state) || !stale) return best;
  const before = session.claims[source];
  const isNews = before !== undefined && before.at >= session.state_at && before.state !== now.state;
  return isNews ? [source, now] : null;
};

/** The words of the other sources are kept, so that a doubt can be shown. */
const claimed = (session: SessionEntry, e: EventOf<'session.state'>): SessionEntry => {
  const now = { state: e.state, at: e.at, message: e.message };
  const claims = { ...session.claims, [e.source]: now };
  const [source, held] = believed(session, e, now) ?? [session.source, null];
  const rests = held?.state === 'idle' || held?.state === 'done';
  // At rest after an error or a limit it still is in trouble.
  if (held === null || (rests && stuckStates.has(session.state))) return { ...session, claims };
  const works = held.state === 'working';
  return {
    ...session,
    claims,
    source,
    state: held.state,
    state_at: held.state === session.state ? session.state_at : held.at,
    message: held.message ?? (held.state === session.state ? session.message : null),
    turn: works ? null : session.turn,
    telling: works ? null : session.telling,
    trouble: works ? lasting(session.trouble) : session.trouble,
    worked: session.worked || works,
  };
};

/** No agent goes on before its plan's reset; where none is told, it is tried again within the hour. */
const HOUR_MS = 3_600_000;
/** A reset that is past when it is told cannot be right: it must not be tried again at once, for ever. */
const SOONEST_MS = 60_000;

/** One it tries on with, told late, does not undo the one that ended its turn. */
const troubled = (session: SessionEntry, e: EventOf<'session.trouble'>): SessionEntry =>
  session.trouble?.ended === true && !e.ended
    ? session
    : {
        ...session,
        trouble: { trouble: e.trouble, text: e.text, at: e.at, ended: e.ended },
        ...(e.ended ? { state: 'error' as const, source: e.source, state_at: e.at } : {}),
        message: e.text,
      };

const limited = (state: DayState, e: EventOf<'session.limited'>): DayState => {
  const agent = state.sessions.get(e.session ?? '')?.agent;
  if (agent === undefined) return state;
  return {
    ...state,
    limited: state.limited.set(agent, {
      until: Math.max(e.until ?? e.at + HOUR_MS, e.at + SOONEST_MS),
      told: e.until !== null,
      text: e.text,
    }),
  };
};

export const sessionReducers: Reducers = {
  'session.started': onSession((session, e) => ({
    ...session,
    host_pid: e.host_pid,
    pid: e.pid,
    rung: e.rung,
  })),
  'session.state': onSession(claimed),
  'session.conversation': onSession((session, e) => ({ ...session, conversation: e.id })),
  'session.turn_ended': onSession((session, e) => ({
    ...session,
    turn: { n: e.n ?? 0, at: e.at, text: e.text },
    last_words: e.text ?? session.last_words,
    worked: true,
  })),
  'session.message': onSession((session, e) => ({ ...session, last_words: e.text })),
  'session.trouble': onSession(troubled),
  'session.limited': onSession(
    (session, e) => ({ ...session, state: 'limited', source: e.source, state_at: e.at, message: e.text }),
    limited,
  ),
  'session.asked': rebound,
  'session.answer_failed': reopened,
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
