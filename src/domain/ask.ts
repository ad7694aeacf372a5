export type AskKind = 'question' | 'permission' | 'approval' | 'violation' | 'cap' | 'stuck';

/** `sent` is not `delivered`: only the agent's next fact proves delivery. */
export type AskState = 'open' | 'sent' | 'delivered' | 'closed';

/** What an ask is about, as the one who asks states it. Plain data, journaled. */
export interface AskBody {
  readonly kind: AskKind;
  readonly text: string;
  readonly options: readonly string[];
  /** Index into options. */
  readonly recommended: number | null;
  readonly context: string | null;
  readonly impact: string | null;
  /** The command or change that wants permission or was tried. */
  readonly subject: string | null;
  /** Which layer caught it (violations), or which source says it. */
  readonly layer: string | null;
}

/** The layer of an agent that says itself that it waits, or cannot go on: it is no longer at work. */
export const OWN_WORD = 'its own word';

/** Whoever asks this does nothing meanwhile; one that is only silent may be at work. */
export const restsOn = ({ kind, layer }: Pick<AskBody, 'kind' | 'layer'>): boolean =>
  kind !== 'stuck' || layer === OWN_WORD;

/** The person's word. `allow`/`deny` for permissions and approvals, text for questions. */
export type Answer =
  | { readonly kind: 'text'; readonly text: string; readonly option: number | null }
  | { readonly kind: 'allow' }
  | { readonly kind: 'deny'; readonly reason: string | null };

/** An answer given once for all asks alike. */
export interface Rule {
  readonly id: string;
  readonly kind: AskKind;
  /** Matches the ask's subject exactly. */
  readonly subject: string;
  /** `null`: for every task. */
  readonly task: string | null;
  readonly answer: 'allow' | 'deny';
  /** `day`: for the day it was saved on. `null`, and left out by older versions: for good. */
  readonly until?: 'day' | number | null;
  /** What an agent is told that it denies something. */
  readonly reason?: string | null;
}

/** How far a person wants an answer to reach: to whom, and for how long (milliseconds from now). */
export interface RuleWish {
  readonly scope: 'task' | 'all';
  readonly lasts: 'day' | 'ever' | number;
}
