import { readSync } from 'node:fs';
import { constants } from 'node:os';
import { type IPty, spawn } from 'node-pty';
import { PtyInput } from './pty-input.ts';

export interface PtyPlan {
  readonly argv: readonly string[];
  /** The whole environment: nothing of ours is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly cols: number;
  readonly rows: number;
}

export interface PtyExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** What Linux gives of a terminal at once, and no more, while there is more. */
const FULL_READ_BYTES = 4095;
const BLOCK_BYTES = 64 * 1024;

const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/**
 * The agent's terminal. It is never paused: a pty whose child exits while paused
 * loses its tail. Whoever reads it must be done when `onOutput` returns; then the
 * kernel's own buffer slows a flood down, and nothing piles up here.
 */
export class AgentPty {
  readonly #pty: IPty & { readonly fd: number };
  readonly #block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  readonly #listeners: ((bytes: Uint8Array) => void)[] = [];
  readonly input: PtyInput;

  constructor(plan: PtyPlan) {
    const [program = '', ...args] = plan.argv;
    const pty = spawn(program, args, {
      name: 'xterm-256color',
      cols: plan.cols,
      rows: plan.rows,
      cwd: plan.cwd,
      env: { ...plan.env, COLORTERM: 'truecolor' },
      encoding: null,
    });
    this.#pty = pty as IPty & { readonly fd: number };
    this.input = new PtyInput(this.#pty.fd);
    // Typed as text, but with `encoding: null` the data are bytes.
    this.#pty.onData((data: unknown) => this.#came(data as Uint8Array));
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** The bytes are good until the listener returns. */
  onOutput(listener: (bytes: Uint8Array) => void): void {
    this.#listeners.push(listener);
  }

  /** Called once, after the last output. */
  onExit(listener: (exit: PtyExit) => void): void {
    this.#pty.onExit(({ exitCode, signal }) => {
      this.input.close();
      if (signal === undefined || signal === 0) listener({ code: exitCode, signal: null });
      else listener({ code: null, signal: signalNames.get(signal) ?? String(signal) });
    });
  }

  #came(first: Uint8Array): void {
    const bytes = this.#withMore(first);
    for (const listener of this.#listeners) listener(bytes);
  }

  /** A flood is taken in blocks: waking up for every page of it costs more than reading it. */
  #withMore(first: Uint8Array): Uint8Array {
    if (first.length < FULL_READ_BYTES || first.length > BLOCK_BYTES) return first;
    this.#block.set(first);
    let length = first.length;
    try {
      for (
        let read = FULL_READ_BYTES;
        read === FULL_READ_BYTES && length + read <= BLOCK_BYTES;
        length += read
      )
        read = readSync(this.#pty.fd, this.#block, length, FULL_READ_BYTES, null);
    } catch {
      // No more for now, or never again: who waits for the next output hears of it.
    }
    return this.#block.subarray(0, length);
  }

  resize(cols: number, rows: number): void {
    try {
      this.#pty.resize(cols, rows);
    } catch {
      // The terminal closed a moment ago; its exit is on the way.
    }
  }
}
