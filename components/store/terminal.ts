/** What the terminal does for the console. */
export interface Terminal {
  /** The session's agent gets the keyboard; null: the console has it again. */
  readonly type: (session: string | null) => void;
  readonly scroll: (session: string | null, by: number) => void;
  readonly live: (session: string) => void;
  /** How many lines say so. */
  readonly find: (session: string, text: string) => Promise<number>;
  readonly nextMatch: (session: string, by: 1 | -1) => void;
  /** How much went onto the person's clipboard. */
  readonly copy: (session: string) => Promise<number>;
  /** Says how it stands, and a session's last lines; only where the day is told, not painted. */
  readonly recite?: (session: string | null) => void;
  readonly suspend: () => void;
  readonly redraw: () => void;
  readonly leave: (exit: number) => void;
}
