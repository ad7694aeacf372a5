import type { EventOf, HistoryEntry, TaskRecord } from '../../domain/event.ts';
import { totalTokens } from '../../domain/money.ts';
import type { DayState, TaskEntry } from '../../state/model.ts';
import { workedMs } from '../../state/select.ts';
import { closeAsk, openAsksOf } from './asks.ts';
import type { Step } from './step.ts';

type EndState = EventOf<'task.ended'>['state'];

const recordOf = (state: DayState, task: TaskEntry, end: EndState, now: number): TaskRecord => {
  const { checks, spec } = task;
  const failed = checks.filter((check) => check.ok === false).length;
  return {
    pass: end === 'done' ? 1 : 0,
    warn: checks.filter((check) => check.ok === null).length,
    fail: end === 'done' ? 0 : 1,
    duration_ms: workedMs(state, task, now),
    meta: {
      id: task.id,
      title: spec.name,
      steps_count: spec.steps.length,
      acceptance_passed: checks.length === 0 ? null : failed === 0,
    },
  };
};

/** Unknown where some has no price, and where the agent told of no use at all: that is not $0. */
const costOf = ({ spend }: TaskEntry): number | null =>
  spend.unknown_tokens > 0 || (spend.usd === 0 && totalTokens(spend.tokens) === 0) ? null : spend.usd;

const historyOf = (state: DayState, task: TaskEntry, now: number): HistoryEntry => ({
  complexity: task.spec.complexity,
  agent: task.spec.agents[0] ?? '',
  module: task.spec.module,
  usd: costOf(task),
  duration_ms: workedMs(state, task, now),
});

/** The one place where a task comes to its end, with what is to be remembered of it. */
export const endTask = (step: Step, id: string, end: EndState, why: string): void => {
  const state = step.state();
  const task = state.tasks.get(id);
  if (task === undefined) return;
  step.emit({
    type: 'task.ended',
    task: id,
    state: end,
    why,
    ...recordOf(state, task, end, step.now),
    history: historyOf(state, task, step.now),
  });
  // Nobody waits for an answer any more; a cap is raised all the same, for another attempt.
  for (const ask of openAsksOf(step.state(), { task: id }))
    if (ask.body.kind !== 'cap') closeAsk(step, ask, 'its task is over');
};
