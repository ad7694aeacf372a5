import type { TaskEntry } from '../../state/model.ts';
import { endAttempt } from './end-attempt.ts';
import { reviewAtEnd } from './reviews.ts';
import type { Step } from './step.ts';
import { endTask } from './task-end.ts';

/** One that stays ends its turn; one that leaves says so by its exit code. */
const endedHow = (step: Step, task: TaskEntry): string =>
  step.state().sessions.get(task.sessions.last() ?? '')?.ending === 'finished' ? 'its turn ended' : 'exit 0';

/** Acceptance decides; what the agent says of itself decides nothing. */
export const afterChecks = (step: Step, taskId: string): void => {
  const task = step.state().tasks.get(taskId);
  if (task === undefined || task.phase !== 'checking') return;
  const failed = task.checks.filter((check) => check.ok === false);
  const open = task.checks.filter((check) => check.ok === null).length;
  const passed = task.checks.length - failed.length - open;
  const first = failed[0];
  if (first !== undefined) {
    const why = `${failed.length} of ${task.checks.length} checks failed: ${first.what}: ${first.detail}`;
    endAttempt(step, task, 'failed', why);
    endTask(step, taskId, 'needs_review', why);
    return;
  }
  if (task.spec.reviews !== undefined && task.verdict === null) {
    endAttempt(step, task, 'failed', 'it gave no verdict');
    endTask(step, taskId, 'needs_review', 'it gave no verdict');
    return;
  }
  if (task.findings.length > 0) {
    endAttempt(step, task, 'halted', 'a review has found something it has not heard of yet');
    return;
  }
  if (reviewAtEnd(step, task)) return;
  const judge = open === 0 ? '' : `, ${open} for you to judge`;
  const why =
    task.checks.length === 0
      ? `${endedHow(step, task)}, nothing to check`
      : `${passed} ${passed === 1 ? 'check' : 'checks'} passed${judge}`;
  endAttempt(step, task, 'passed', why);
  endTask(step, taskId, 'done', why);
};
