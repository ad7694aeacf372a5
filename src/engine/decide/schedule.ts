import type { Priority } from '../../domain/task.ts';
import type { DayState, TaskEntry } from '../../state/model.ts';
import { endDay } from './day-end.ts';
import type { Step } from './step.ts';

const rank: Readonly<Record<Priority, number>> = { urgent: 0, high: 1, medium: 2, low: 3 };

const before = (a: TaskEntry, b: TaskEntry): boolean => {
  // A conversation that was cut short goes on before anything new begins.
  const resumed = Number(b.resumes !== null) - Number(a.resumes !== null);
  const order = resumed || rank[a.spec.priority] - rank[b.spec.priority] || a.order - b.order;
  return order < 0;
};

export const mayStart = (task: TaskEntry): boolean =>
  !task.capped && task.asks.isEmpty() && (task.approved || !task.risk.needs_approval);

/** The next task to start, or null: the first by priority, then by the file's order. */
export const nextTask = (state: DayState): TaskEntry | null => {
  if (state.phase !== 'running' || state.capped || state.live.size >= state.max_agents) return null;
  let best: TaskEntry | null = null;
  for (const id of state.ready) {
    const task = state.tasks.get(id);
    if (task !== undefined && mayStart(task) && (best === null || before(task, best))) best = task;
  }
  return best;
};

const agentOf = (task: TaskEntry): string => task.spec.agents[0] ?? '';

const modelOf = (state: DayState, task: TaskEntry): string | null => {
  const agent = agentOf(task);
  const byComplexity = state.settings.models[task.spec.complexity][agent];
  return task.spec.model ?? byComplexity ?? state.settings.agents[agent]?.model ?? null;
};

const startTask = (step: Step, task: TaskEntry): void => {
  const state = step.state();
  const session = `${state.day}.${task.id}.${task.sessions.size + 1}`;
  const attempt = task.resumes === null ? task.attempt + 1 : task.attempt;
  step.emit({
    type: 'attempt.started',
    task: task.id,
    session,
    attempt,
    agent: agentOf(task),
    model: modelOf(state, task),
    resumes: task.resumes,
  });
  step.effect({ do: 'start', task: task.id, session, attempt, resumes: task.resumes });
};

/** Starts what may start, then sees whether the day is over. */
export const schedule = (step: Step): void => {
  for (let task = nextTask(step.state()); task !== null; task = nextTask(step.state())) startTask(step, task);
  endDay(step);
};
