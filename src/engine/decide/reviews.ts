import type { Risk } from '../../domain/event.ts';
import type { ReviewMoment } from '../../domain/review.ts';
import { reviewTask } from '../../review/review-task.ts';
import type { DayState, SessionEntry, TaskEntry } from '../../state/model.ts';
import { openAsksOf } from './asks.ts';
import type { Step } from './step.ts';
import { isStuckAsked } from './stuck.ts';

const SILENCE_MS = 15 * 60_000;

/** It may not write, and its author's risk was a person's to take before the work began: nobody is asked again. */
const readsOnly: Risk = { score: 0, reasons: [], dangerous: false, needs_approval: false };

const reviewsOf = (state: DayState, task: string): readonly TaskEntry[] =>
  [...state.tasks.values()].filter((entry) => entry.spec.reviews?.task === task);

export const isUnderWay = (task: TaskEntry): boolean =>
  task.phase === 'queued' || task.phase === 'running' || task.phase === 'checking';

/** The reviews of this task that are not over yet. */
export const reviewsUnderWay = (state: DayState, task: string): readonly TaskEntry[] =>
  reviewsOf(state, task).filter(isUnderWay);

/** Whether somebody is to look at this task now. One review at a time is enough. */
const isWanted = (state: DayState, task: TaskEntry, moment: ReviewMoment): boolean =>
  task.spec.review?.at.includes(moment) === true && reviewsUnderWay(state, task.id).length === 0;

/** Asks for a review; true where one begins. */
export const wantReview = (
  step: Step,
  taskId: string,
  moment: ReviewMoment,
  said: string | null,
): boolean => {
  const state = step.state();
  const task = state.tasks.get(taskId);
  const wish = task?.spec.review;
  if (task === undefined || wish === undefined || !isWanted(state, task, moment)) return false;
  const earlier = reviewsOf(state, taskId);
  const round = 1 + earlier.filter((each) => each.spec.reviews?.moment === moment).length;
  const number = earlier.length + 1;
  const findings = earlier.flatMap((each) => each.verdict?.findings ?? []);
  const spec = reviewTask({ author: task.spec, wish, moment, number, round, said, earlier: findings });
  const order = task.order + number / 1000;
  step.emit({ type: 'task.added', task: spec.id, spec, order, risk: readsOnly });
  return true;
};

/** What it said last. */
export const lastWords = (state: DayState, task: TaskEntry): string | null =>
  state.sessions.get(task.sessions.last() ?? '')?.last_words ?? null;

/** One that looks on at something else has its say first; then comes the one at the end. */
const waitsForAnother = (state: DayState, task: TaskEntry): boolean =>
  openAsksOf(state, { task: task.id }).some((ask) => ask.key?.startsWith('review:') === true) ||
  (task.spec.review?.at.includes('end') === true && reviewsUnderWay(state, task.id).length > 0);

/** The work passed its checks. True where a reviewer sees it first: the task waits for the verdict. */
export const reviewAtEnd = (step: Step, task: TaskEntry): boolean => {
  const state = step.state();
  if (!waitsForAnother(state, task) && !wantReview(step, task.id, 'end', lastWords(state, task)))
    return false;
  step.emit({
    type: 'attempt.ended',
    task: task.id,
    attempt: task.attempt,
    outcome: 'halted',
    why: 'its work passed the checks and is reviewed',
    retry_at: null,
  });
  step.emit({ type: 'task.held', task: task.id, reason: 'review' });
  return true;
};

/** One that stands still, or of which the person is asked already, has nothing new to be looked at. */
const isAtWork = (state: DayState, task: TaskEntry, session: SessionEntry): boolean =>
  task.phase === 'running' &&
  task.asks.isEmpty() &&
  session.frozen_at === null &&
  session.ending === null &&
  !isStuckAsked(state, session, null);

/** When the next review for silence is due, or null. What was before the session began does not count. */
export const silenceAt = (state: DayState, task: TaskEntry, session: SessionEntry): number | null =>
  isWanted(state, task, 'silence') && isAtWork(state, task, session)
    ? Math.max(task.marked_at ?? 0, session.started_at) + SILENCE_MS
    : null;
