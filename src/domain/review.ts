/** When a reviewer is asked. `silence`: 15 minutes without a milestone or a review. */
export const reviewMoments = ['milestone', 'blocker', 'request', 'end', 'silence'] as const;
export type ReviewMoment = (typeof reviewMoments)[number];

/** Who looks through a task's work, and when. */
export interface ReviewWish {
  /** First choice first, as with a task's agents. */
  readonly by: readonly string[];
  readonly model: string | null;
  readonly at: readonly ReviewMoment[];
  /** How often findings go back to the author before a person is asked. */
  readonly rounds: number;
  readonly max_cost_usd: number | null;
}

/** What a review task looks at. */
export interface ReviewOf {
  readonly task: string;
  readonly moment: ReviewMoment;
  readonly round: number;
}

/** A reviewer's word, by a fixed schema. */
export interface Verdict {
  readonly verdict: 'accept' | 'continue' | 'revise' | 'escalate';
  /** At most 200 words. */
  readonly text: string;
  readonly findings: readonly string[];
}
