import type { Priority } from '../../domain/task.ts';
import { modelFor } from '../../plan/model-for.ts';
import { chooseAgent } from '../../state/choose-agent.ts';
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
    if (task === undefined || !mayStart(task) || !(best === null || before(task, best))) continue;
    if ('agent' in chooseAgent(state, task)) best = task;
  }
  return best;
};

const startTask = (step: Step, task: TaskEntry): void => {
  const state = step.state();
  const session = `${state.day}.${task.id}.${task.sessions.size + 1}`;
  const choice = chooseAgent(state, task);
  const agent = 'agent' in choice ? choice.agent : '';
  const attempt = task.resumes === null ? task.attempt + 1 : task.attempt;
  // Another agent cannot go on with this one's conversation: it gets a hand-over.
  const resumes = state.sessions.get(task.resumes ?? '')?.agent === agent ? task.resumes : null;
  step.emit({
    type: 'attempt.started',
    task: task.id,
    session,
    attempt,
    agent,
    model: modelFor(task.spec, agent, state.settings),
    resumes,
  });
  step.effect({ do: 'start', task: task.id, session, attempt, resumes });
};

/** Starts what may start, then sees whether the day is over. */
export const schedule = (step: Step): void => {
  const next = (): TaskEntry | null => nextTask(step.state());
  for (let task = next(); task !== null; task = next()) startTask(step, task);
  endDay(step);
};
