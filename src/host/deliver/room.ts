import type { AgentServer } from '../../agents/agent.ts';

/** What deliveries need of the session they belong to. */
export interface DeliveryRoom {
  readonly workspace: string;
  readonly server: AgentServer | null;
  readonly screen: () => string;
  readonly onScreenChange: (listener: () => void) => () => void;
  readonly bracketedPaste: () => boolean;
  readonly type: (text: string) => boolean;
  /** Replies to the calls held under the key; false where none is. */
  readonly reply: (key: string, text: string) => boolean;
}

/** Null: it went out. Else why it did not. */
export type Refusal = string | null;
