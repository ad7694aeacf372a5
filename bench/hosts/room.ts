/** Agents under way in somebody's terminals. */
export interface Room {
  /** The processes that own the terminals; the agents are not among them. */
  readonly pids: readonly number[];
  /** A console of 120×40 looks at the first agent from now on; null: nobody can. */
  readonly look: (() => Promise<void>) | null;
  readonly close: () => Promise<void>;
}

export const COLS = 120;
export const ROWS = 40;
export const SCROLLBACK = 5_000;
