import { type IPty, spawn } from 'node-pty';

export const COLS = 200;
export const ROWS = 50;

/** The person's terminal as a program: counts what is written, and times a key's way to the screen. */
export class Outer {
  readonly pty: IPty;
  readonly startedAt = performance.now();
  bytes = 0;
  writtenAt = 0;
  #sought: { text: string; seen: () => void } | null = null;

  constructor(argv: readonly string[], env: Readonly<Record<string, string | undefined>>) {
    const [program = '', ...args] = argv;
    this.pty = spawn(program, args, { name: 'xterm-256color', cols: COLS, rows: ROWS, env: { ...env } });
    this.pty.onData((data) => {
      this.bytes += data.length;
      this.writtenAt = performance.now();
      if (this.#sought !== null && data.includes(this.#sought.text)) this.#sought.seen();
    });
  }

  shows(text: string, timeoutMs: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const settle = (seen: boolean): void => {
      clearTimeout(timer);
      this.#sought = null;
      resolve(seen);
    };
    const timer = setTimeout(() => settle(false), timeoutMs);
    this.#sought = { text, seen: () => settle(true) };
    return promise;
  }

  /** Milliseconds from a key to its character on the screen; null: it never came. */
  async echo(character: string): Promise<number | null> {
    const shown = this.shows(character, 2000);
    const from = performance.now();
    this.pty.write(character);
    return (await shown) ? performance.now() - from : null;
  }
}
