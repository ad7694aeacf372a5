import type { ReviewMoment, Verdict } from '../domain/review.ts';

/** What follows from a review. */
export type ReviewAction = 'accept' | 'continue' | 'revise' | 'escalate';

export interface Judged {
  readonly moment: ReviewMoment;
  /** Null where the reviewer gave none that could be read. */
  readonly verdict: Verdict | null;
  /** Which review of its kind this was, from 1. */
  readonly round: number;
  readonly rounds: number;
}

/**
 * Four rules, in this order, and nothing else decides:
 * 1. No verdict, or one that asks for a person: at the end, or where the author is
 *    blocked, a person decides; else the work goes on unless the reviewer asked for one.
 * 2. Findings to be mended go back to the author while there are rounds left,
 *    after that to a person.
 * 3. Accepted or good to go on: at the end that accepts the work.
 * 4. In between it lets the work go on.
 */
export const decideReview = ({ moment, verdict, round, rounds }: Judged): ReviewAction => {
  if (verdict === null) return moment === 'end' || moment === 'blocker' ? 'escalate' : 'continue';
  if (verdict.verdict === 'escalate') return 'escalate';
  if (verdict.verdict === 'revise') return round < rounds ? 'revise' : 'escalate';
  return moment === 'end' ? 'accept' : 'continue';
};
