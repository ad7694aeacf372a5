import type { AttemptOutcome } from '../../domain/attempt-event.ts';
import type { TaskEntry } from '../../state/model.ts';
import type { Step } from './step.ts';
import { endTask } from './task-end.ts';

const BACKOFF_MS = 5_000;
export const BACKOFF_MAX_MS = 5 * 60_000;

/** A number in [0, 1) that is always the same for the same text: jitter without chance. */
const fraction = (text: string): number => {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return (hash >>> 0) / 4294967296;
};

/** 5 s, 10 s, 20 s … at most 5 min, each ±25% so that retries do not march in step. */
export const backoffMs = (failures: number, seed: string): number => {
  const plain = Math.min(BACKOFF_MAX_MS, BACKOFF_MS * 2 ** Math.min(failures, 16));
  return Math.round(plain * (0.75 + fraction(seed) / 2));
};

export const endAttempt = (
  step: Step,
  task: TaskEntry,
  outcome: AttemptOutcome,
  why: string,
  retry_at: number | null = null,
  anew = false,
): void =>
  step.emit({
    type: 'attempt.ended',
    task: task.id,
    attempt: task.attempt,
    outcome,
    why,
    retry_at,
    ...(anew ? { anew } : {}),
  });

/** A failed attempt is tried again with growing pauses until its retries are used up. */
export const failAttempt = (
  step: Step,
  task: TaskEntry,
  outcome: 'failed' | 'timed_out',
  why: string,
): void => {
  const left = task.spec.retries - task.failures;
  if (left > 0) {
    const pause = backoffMs(task.failures, `${task.id}.${task.attempt}`);
    endAttempt(step, task, outcome, why, step.now + pause);
    return;
  }
  endAttempt(step, task, outcome, why);
  const tries = task.failures + 1;
  const state = outcome === 'timed_out' || tries > 1 ? 'needs_review' : 'failed';
  endTask(step, task.id, state, tries > 1 ? `${why}; all ${tries} attempts used up` : why);
};
