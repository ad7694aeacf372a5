import type { Trouble } from './fact.ts';
import type { ReviewMoment, Verdict } from './review.ts';
import type { Isolation } from './task.ts';

export interface Check {
  readonly what: string;
  /** `null`: a sentence only a person can judge. */
  readonly ok: boolean | null;
  readonly detail: string;
}

export interface DiffStat {
  readonly files: number;
  readonly added: number;
  readonly removed: number;
}

export type AttemptOutcome = 'passed' | 'failed' | 'killed' | 'timed_out' | 'halted' | 'interrupted';

/** What the engine states of one try at a task. */
export interface AttemptBodies {
  'attempt.started': {
    readonly attempt: number;
    readonly session: string;
    readonly agent: string;
    readonly model: string | null;
    /** The session whose conversation this one goes on with. */
    readonly resumes: string | null;
  };
  /** The pause before a further attempt is over. */
  'attempt.due': { readonly attempt: number };
  'attempt.prepared': {
    readonly cwd: string;
    readonly isolation: Isolation;
    /** The git tree the work starts from; diffs are against it. */
    readonly base: string | null;
    /** Hash of each deliverable before the work, null where it did not exist. */
    readonly before: Readonly<Record<string, string | null>>;
  };
  'attempt.not_started': { readonly code: string; readonly message: string };
  'attempt.ended': {
    readonly attempt: number;
    readonly outcome: AttemptOutcome;
    readonly why: string;
    /** When the next attempt may start (ms); null where none follows. */
    readonly retry_at: number | null;
    /** Its conversation cannot or shall not go on: the next begins a new one, with a hand-over. */
    readonly anew?: boolean;
  };
  'attempt.checked': {
    readonly attempt: number;
    readonly checks: readonly Check[];
    readonly diff: DiffStat | null;
    /** The turn that was judged, while its session lives. */
    readonly turn?: number;
  };
  /** Words for its next turn: what is missing of work that stopped early, told once, or that a path stays shut. */
  'session.nudged': { readonly key: string; readonly text: string };
  /** A trouble was met with this; whether it helped is said by `recovery.settled`. */
  'recovery.tried': {
    readonly name: string;
    readonly trouble: Trouble;
    readonly text: string;
    readonly action: 'relaunch' | 'allow' | 'wait' | 'escalate' | 'other_agent';
    readonly args: readonly string[];
    readonly path: string | null;
  };
  /** A review is over, and what followed from it. `tell`: what its author is still to hear. */
  'review.decided': {
    readonly review: string;
    readonly moment: ReviewMoment;
    readonly round: number;
    readonly by: string;
    readonly verdict: Verdict['verdict'] | null;
    readonly text: string;
    readonly findings: readonly string[];
    readonly action: 'accept' | 'continue' | 'revise' | 'escalate';
    readonly usd: number;
    readonly tell: string | null;
  };
  /** So many of what reviews left are now with the author. */
  'review.told': { readonly count: number };
  /** A person sends the work back. */
  'review.sent_back': { readonly review: string; readonly tell: string };
  'recovery.settled': { readonly name: string; readonly outcome: 'worked' | 'failed' };
}
