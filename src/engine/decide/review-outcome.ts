import type { ReviewMoment } from '../../domain/review.ts';
import { decideReview, type ReviewAction } from '../../review/policy.ts';
import { findingsText } from '../../review/review-task.ts';
import type { TaskEntry } from '../../state/model.ts';
import { openAsk, plainAsk } from './asks.ts';
import { isUnderWay, lastWords, wantReview } from './reviews.ts';
import type { Step } from './step.ts';
import { endTask } from './task-end.ts';
import { afterTurn } from './turns.ts';
import { wakeUnlessStopped } from './wake.ts';

export const REVIEW_CHOICES = [
  'accept it as it is',
  'send it back with the findings',
  'leave it to me',
] as const;

interface Settled {
  readonly author: TaskEntry;
  readonly review: TaskEntry;
  readonly moment: ReviewMoment;
  readonly by: string;
  readonly action: ReviewAction;
}

const release = (step: Step, task: string): void =>
  step.emit({ type: 'task.released', task, reason: 'review' });

const accept = (step: Step, task: string, why: string): void => {
  release(step, task);
  endTask(step, task, 'done', why);
};

/** Nothing is wrong so far. Work that is finished is now looked at as a whole; advice is taken up first. */
const goOn = (step: Step, { author, moment, by }: Settled): void => {
  if (moment === 'blocker') release(step, author.id);
  else if (!wantReview(step, author.id, 'end', lastWords(step.state(), author)))
    accept(step, author.id, `accepted by ${by}`);
};

const act = (step: Step, settled: Settled): void => {
  const { author, action, by } = settled;
  if (action === 'escalate') escalate(step, settled);
  if (author.hold !== 'review') return;
  if (action === 'revise') release(step, author.id);
  if (action === 'accept') accept(step, author.id, `accepted by ${by}`);
  if (action === 'continue') goOn(step, settled);
};

const openingOf = ({ author, review, by }: Settled): string =>
  review.verdict === null
    ? `${by} gave no verdict on ${author.id}`
    : `${by} wants you to decide on ${author.id}`;

/** A person decides; where there is nothing left to decide, they are told. */
const escalate = (step: Step, settled: Settled): void => {
  const { author, review } = settled;
  const { verdict } = review;
  const findings = verdict?.findings.map((finding) => `- ${finding}`).join('\n') ?? '';
  const said = [verdict?.text ?? review.why, findings].filter((part) => part !== '').join('\n\n');
  const text = openingOf(settled);
  if (isUnderWay(author))
    openAsk(step, {
      task: author.id,
      key: `review:${review.id}`,
      body: plainAsk('question', text, { options: REVIEW_CHOICES, context: said, layer: 'review' }),
    });
  else if (verdict !== null)
    step.emit({ type: 'notice.posted', level: 'warning', task: author.id, text: `${text}: ${said}` });
};

/** A review is over, however: the policy says what follows for its author. */
const settle = (step: Step, review: TaskEntry): void => {
  const of = review.spec.reviews;
  const author = step.state().tasks.get(of?.task ?? '');
  if (of === undefined || author === undefined) return;
  const { moment, round } = of;
  const { verdict } = review;
  const action = decideReview({ moment, verdict, round, rounds: author.spec.review?.rounds ?? 1 });
  const agent = step.state().sessions.get(review.sessions.last() ?? '')?.agent;
  const by = agent ?? 'the reviewer';
  const advice = action === 'revise' || (moment === 'blocker' && action === 'continue');
  step.emit({
    type: 'review.decided',
    task: author.id,
    review: review.id,
    moment,
    round,
    by: agent ?? '',
    verdict: verdict?.verdict ?? null,
    text: verdict?.text ?? '',
    findings: verdict?.findings ?? [],
    action,
    usd: review.spend.usd,
    tell: advice && verdict !== null ? findingsText(by, verdict.text, verdict.findings) : null,
  });
  step.effect({ do: 'keep_review', review: review.id });
  act(step, { author, review, moment, by, action });
  if (author.hold === 'review') wakeUnlessStopped(step);
};

/** Every review that has come to its end is followed by its consequence, exactly once. */
export const settleReviews = (step: Step): void => {
  for (const id of step.state().reviewing) {
    const review = step.state().tasks.get(id);
    if (review !== undefined && !isUnderWay(review)) settle(step, review);
  }
};

/** What a person sends back begins anew where it was over already. */
const sendBack = (step: Step, task: TaskEntry, review: string, words: string | null): void => {
  const verdict = step.state().tasks.get(review)?.verdict ?? null;
  const [who, own] = words === null ? ['The reviewer', verdict?.text ?? ''] : ['The person', words];
  const tell = findingsText(who, own, verdict?.findings ?? []);
  step.emit({ type: 'review.sent_back', task: task.id, review, tell });
  if (task.hold === 'review') release(step, task.id);
  if (!isUnderWay(task)) step.emit({ type: 'task.requeued', task: task.id, why: 'sent back by you' });
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
  if (option === 1) sendBack(step, task, review, null);
  else if (option === null) sendBack(step, task, review, text);
  else if (task.hold === 'review' && option === 0) accept(step, taskId, 'accepted by you');
  else if (task.hold === 'review') {
    release(step, taskId);
    endTask(step, taskId, 'needs_review', 'left to you after its review');
  }
  wakeUnlessStopped(step);
  // It may have ended its turn while it waited for this word.
  afterTurn(step, task.sessions.last() ?? '');
};
