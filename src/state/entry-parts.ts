import type { Trouble } from '../domain/fact.ts';
import type { Tokens } from '../domain/money.ts';

export interface SessionTrouble {
  readonly trouble: Trouble;
  readonly text: string;
  readonly at: number;
  /** Its turn ended with it. */
  readonly ended: boolean;
}

/** Words for its next turn that are on their way to an agent. */
export interface Telling {
  readonly key: string;
  readonly text: string;
  /** The turn it had ended. */
  readonly turn: number | null;
}

export interface CountedMessage {
  readonly tokens: Tokens;
  readonly usd: number | null;
}

export interface Quota {
  readonly used: number;
  readonly resets_at: number | null;
  readonly at: number;
}

export interface Limited {
  readonly until: number;
  /** The agent itself told the time; else it is only when it is tried again. */
  readonly told: boolean;
  readonly text: string;
}

export interface Notice {
  readonly at: number;
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}
