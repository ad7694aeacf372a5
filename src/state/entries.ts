import type { DayState, SessionEntry, TaskEntry } from './model.ts';

/** Changes one task; an unknown id changes nothing (its adding may lie in another day). */
export const withTask = (
  state: DayState,
  id: string | undefined,
  change: (task: TaskEntry) => TaskEntry,
): DayState => {
  const task = id === undefined ? undefined : state.tasks.get(id);
  return task === undefined ? state : { ...state, tasks: state.tasks.set(task.id, change(task)) };
};

export const withSession = (
  state: DayState,
  id: string | undefined,
  change: (session: SessionEntry) => SessionEntry,
): DayState => {
  const session = id === undefined ? undefined : state.sessions.get(id);
  if (session === undefined) return state;
  return { ...state, sessions: state.sessions.set(session.id, change(session)) };
};

/** Puts the task where scheduling looks for it: ready, in backoff, or nowhere. */
export const indexed = (state: DayState, id: string): DayState => {
  const task = state.tasks.get(id);
  const free = task !== undefined && task.phase === 'queued' && task.hold === null && task.unmet.isEmpty();
  const late = free && task.retry_at !== null;
  return {
    ...state,
    ready: free && !late ? state.ready.add(id) : state.ready.remove(id),
    backoff: late ? state.backoff.add(id) : state.backoff.remove(id),
    checking: task?.phase === 'checking' ? state.checking.add(id) : state.checking.remove(id),
  };
};

/** A change of a task that scheduling may care about. */
export const withScheduledTask = (
  state: DayState,
  id: string | undefined,
  change: (task: TaskEntry) => TaskEntry,
): DayState => (id === undefined ? state : indexed(withTask(state, id, change), id));

/** An agent's clock stands still while it waits for a person or is paused. */
export const withClock = (state: DayState, id: string | undefined, at: number): DayState =>
  withSession(state, id, (session) => {
    const waits = !(state.tasks.get(session.task)?.asks.isEmpty() ?? true);
    const still = session.paused || waits;
    if (still === (session.frozen_at !== null)) return session;
    if (still) return { ...session, frozen_at: at };
    const rested = at - (session.frozen_at ?? at);
    const deadline = session.deadline === null ? null : session.deadline + rested;
    return { ...session, frozen_at: null, deadline, last_fact_at: at };
  });
