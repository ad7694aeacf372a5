/** What a verb may touch of the world around it. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly color: boolean;
  /** Where a person reads: control characters of others must not reach it. */
  readonly terminal: boolean;
  readonly now: () => number;
}
