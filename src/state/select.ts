import type { TaskState } from '../domain/task.ts';
import { explain, stateOf } from './explain.ts';
import type { AskEntry, DayState, SessionEntry, TaskEntry } from './model.ts';
import { planWindows } from './plan-windows.ts';

export type Counts = Readonly<Record<TaskState, number>>;

const none: Counts = {
  queued: 0,
  running: 0,
  waiting: 0,
  done: 0,
  failed: 0,
  blocked: 0,
  needs_review: 0,
};

export const tasksInOrder = (state: DayState): readonly TaskEntry[] =>
  [...state.tasks.values()].sort((a, b) => a.order - b.order);

export const countsOf = (state: DayState): Counts => {
  const counts = { ...none };
  for (const task of state.tasks.values()) counts[stateOf(task)] += 1;
  return counts;
};

export const sessionOf = (state: DayState, task: TaskEntry): SessionEntry | null =>
  state.sessions.get(task.sessions.last() ?? '') ?? null;

/** How many tasks cannot go on while this ask is open: what the waiting costs. */
const costOf = (state: DayState, ask: AskEntry): number => {
  if (ask.body.kind === 'cap') return state.tasks.count((task) => task.hold === 'cap') + 1;
  if (ask.task === null) return 0;
  return 1 + blockedBy(state, ask.task).length;
};

/** Tasks that wait for this one, through others too. */
export const blockedBy = (state: DayState, id: string): readonly string[] => {
  const seen: string[] = [];
  const todo = [id];
  for (let next = todo.pop(); next !== undefined; next = todo.pop())
    for (const dependent of state.dependents.get(next) ?? [])
      if (!seen.includes(dependent) && state.tasks.get(dependent)?.phase === 'queued') {
        seen.push(dependent);
        todo.push(dependent);
      }
  return seen;
};

/** All that waits for the person: what blocks most first, then what waits longest. */
export const inboxOf = (state: DayState): readonly AskEntry[] =>
  [...state.open]
    .flatMap((id) => state.asks.get(id) ?? [])
    .sort((a, b) => costOf(state, b) - costOf(state, a) || a.opened_at - b.opened_at);

/** Worked time of a task: the sum over its sessions. */
export const workedMs = (state: DayState, task: TaskEntry, now: number): number =>
  task.sessions.reduce((sum, id) => {
    const session = state.sessions.get(id);
    return session === undefined ? sum : sum + (session.ended_at ?? now) - session.started_at;
  }, 0);

const statusTask = (state: DayState, task: TaskEntry, now: number) => {
  const session = sessionOf(state, task);
  const live = session !== null && state.live.has(session.id);
  return {
    id: task.id,
    name: task.spec.name,
    state: stateOf(task),
    why: explain(state, task, now),
    agent: session?.agent ?? task.spec.agents[0] ?? '',
    model: session?.model ?? task.spec.model,
    attempt: task.attempt,
    cost_usd: task.spend.usd,
    unknown_tokens: task.spend.unknown_tokens,
    cap_usd: task.cap_usd,
    pid: live ? session.pid : null,
    host_pid: live ? session.host_pid : null,
    session: session?.id ?? null,
    worked_ms: workedMs(state, task, now),
    priority: task.spec.priority,
    risk: task.risk.score,
    depends_on: task.spec.depends_on,
    rung: session?.rung ?? null,
  };
};

const statusAsk = (ask: AskEntry) => ({
  id: ask.id,
  task: ask.task,
  kind: ask.body.kind,
  text: ask.body.text,
  options: ask.body.options,
  recommended: ask.body.recommended,
  context: ask.body.context,
  impact: ask.body.impact,
  subject: ask.body.subject,
  since: new Date(ask.opened_at).toISOString(),
  state: ask.state,
  answered: ask.answer !== null,
});

export type EngineInfo = { readonly pid: number; readonly since: string } | null;

/** The stable outside form of the whole state (`orch status --json`). */
export const statusOf = (state: DayState, engine: EngineInfo, now: number) => ({
  date: state.date,
  day: state.day,
  /** The last event this is the state after. */
  seq: state.seq,
  file: state.file,
  phase: state.phase,
  exit: state.exit,
  engine,
  counts: countsOf(state),
  cost: {
    usd: state.spend.usd,
    cap_usd: state.max_cost_usd,
    unknown_tokens: state.spend.unknown_tokens,
  },
  plans: planWindows(state),
  max_agents: state.max_agents,
  tasks: tasksInOrder(state).map((task) => statusTask(state, task, now)),
  inbox: inboxOf(state).map(statusAsk),
  notices: [...state.notices].slice(-10).map((n) => ({ ...n, at: new Date(n.at).toISOString() })),
});

export type Status = ReturnType<typeof statusOf>;
export type StatusTask = Status['tasks'][number];
export type StatusAsk = Status['inbox'][number];
