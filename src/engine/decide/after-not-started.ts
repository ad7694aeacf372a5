import { endAttempt, failAttempt } from './end-attempt.ts';
import type { Step } from './step.ts';
import { endTask } from './task-end.ts';

const infrastructure = new Set([
  'agent.missing',
  'agent.unknown',
  'worktree.failed',
  'git.failed',
  'skill.unknown',
]);

/** What goes away by itself, and is tried again without counting. */
const passing = new Set(['disk.full', 'file.unwritable']);
const PASSING_MS = 5_000;

/** It could not even start: infrastructure blocks the task, anything else counts as a failure. */
export const afterNotStarted = (step: Step, taskId: string, code: string, message: string): void => {
  const task = step.state().tasks.get(taskId);
  if (task === undefined) return;
  if (passing.has(code)) endAttempt(step, task, 'halted', message, step.now + PASSING_MS);
  else if (infrastructure.has(code) && task.spec.reviews !== undefined)
    endTask(step, taskId, 'failed', message);
  else if (infrastructure.has(code)) step.emit({ type: 'task.held', task: taskId, reason: 'infrastructure' });
  else failAttempt(step, task, 'failed', message);
};
