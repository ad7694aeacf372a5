import type { ReviewMoment } from '../../domain/review.ts';
import { decideReview, type ReviewAction } from '../../review/policy.ts';
import { findingsText, reviewTask } from '../../review/review-task.ts';
import { riskOf } from '../../safety/risk.ts';
import type { DayState, TaskEntry } from '../../state/model.ts';
import { openAsk, plainAsk } from './asks.ts';
import type { Step } from './step.ts';
import { endTask } from './task-end.ts';

const SILENCE_MS = 15 * 60_000;

export const REVIEW_CHOICES = [
  'accept it as it is',
  'send it back with the findings',
  'leave it to me',
] as const;

const reviewsOf = (state: DayState, task: string): readonly TaskEntry[] =>
  [...state.tasks.values()].filter((entry) => entry.spec.reviews?.task === task);

const isUnderWay = (task: TaskEntry): boolean =>
  task.phase === 'queued' || task.phase === 'running' || task.phase === 'checking';

/** Whether somebody is to look at this task now. One review at a time is enough. */
const isWanted = (state: DayState, task: TaskEntry, moment: ReviewMoment): boolean =>
  task.spec.review?.at.includes(moment) === true && !reviewsOf(state, task.id).some(isUnderWay);

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
  const spec = reviewTask({ author: task.spec, wish, moment, number, round, said });
  const order = task.order + number / 1000;
  step.emit({ type: 'task.added', task: spec.id, spec, order, risk: riskOf(spec) });
  return true;
};

/** The work passed its checks. True where a reviewer sees it first: the task waits for the verdict. */
export const reviewAtEnd = (step: Step, task: TaskEntry): boolean => {
  const words = step.state().sessions.get(task.sessions.last() ?? '')?.last_words ?? null;
  if (!wantReview(step, task.id, 'end', words)) return false;
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

const act = (step: Step, author: TaskEntry, review: TaskEntry, action: ReviewAction): void => {
  const by = step.state().sessions.get(review.sessions.last() ?? '')?.agent ?? 'the reviewer';
  const held = author.hold === 'review';
  if (action === 'escalate') askPerson(step, author, review, by);
  else if (action === 'revise' && held)
    step.emit({ type: 'task.released', task: author.id, reason: 'review' });
  else if (action === 'accept' && held) accept(step, author.id, `accepted by ${by}`);
};

const accept = (step: Step, task: string, why: string): void => {
  step.emit({ type: 'task.released', task, reason: 'review' });
  endTask(step, task, 'done', why);
};

const askPerson = (step: Step, author: TaskEntry, review: TaskEntry, by: string): void => {
  const { verdict } = review;
  const text =
    verdict === null ? `${by} gave no verdict on ${author.id}` : `${by} wants you to decide on ${author.id}`;
  const findings = verdict?.findings.map((finding) => `- ${finding}`).join('\n') ?? '';
  openAsk(step, {
    task: author.id,
    key: `review:${review.id}`,
    body: plainAsk('question', text, {
      options: REVIEW_CHOICES,
      context: [verdict?.text ?? review.why, findings].filter((part) => part !== '').join('\n\n'),
      layer: 'review',
    }),
  });
};

/** A review is over, however: the policy says what follows for its author. */
const settle = (step: Step, review: TaskEntry): void => {
  const of = review.spec.reviews;
  const author = step.state().tasks.get(of?.task ?? '');
  if (of === undefined || author === undefined) return;
  const rounds = author.spec.review?.rounds ?? 1;
  const { verdict } = review;
  const action = decideReview({ moment: of.moment, verdict, round: of.round, rounds });
  const by = step.state().sessions.get(review.sessions.last() ?? '')?.agent ?? '';
  const advice = action === 'revise' || (of.moment === 'blocker' && action === 'continue');
  step.emit({
    type: 'review.decided',
    task: author.id,
    review: review.id,
    moment: of.moment,
    round: of.round,
    by,
    verdict: verdict?.verdict ?? null,
    text: verdict?.text ?? '',
    findings: verdict?.findings ?? [],
    action,
    usd: review.spend.usd,
    tell: advice && verdict !== null ? findingsText(by, verdict.text, verdict.findings) : null,
  });
  step.effect({ do: 'keep_review', review: review.id });
  act(step, author, review, action);
};

/** Every review that has come to its end is followed by its consequence, exactly once. */
export const settleReviews = (step: Step): void => {
  for (const id of step.state().reviewing) {
    const review = step.state().tasks.get(id);
    if (review !== undefined && !isUnderWay(review)) settle(step, review);
  }
};

/** A person's word on a review. */
export const settleReviewAsk = (
  step: Step,
  taskId: string,
  review: string,
  option: number | null,
  text: string,
): void => {
  const task = step.state().tasks.get(taskId);
  if (task === undefined) return;
  const held = task.hold === 'review';
  if (option === 0 && held) accept(step, taskId, 'accepted by you');
  if (option === 2 && held) {
    step.emit({ type: 'task.released', task: taskId, reason: 'review' });
    endTask(step, taskId, 'needs_review', 'left to you after its review');
  }
  if (option === 0 || option === 2) return;
  const verdict = step.state().tasks.get(review)?.verdict ?? null;
  const own = option === null ? text : (verdict?.text ?? '');
  const tell = findingsText(option === null ? 'The person' : 'The reviewer', own, verdict?.findings ?? []);
  step.emit({ type: 'review.sent_back', task: taskId, review, tell });
  if (held) step.emit({ type: 'task.released', task: taskId, reason: 'review' });
};

/** When the next review for silence is due, or null. */
export const silenceAt = (state: DayState, task: TaskEntry): number | null =>
  isWanted(state, task, 'silence') && task.phase === 'running' && task.asks.isEmpty()
    ? (task.marked_at ?? task.since) + SILENCE_MS
    : null;
