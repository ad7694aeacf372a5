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

const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/**
 * The agent's terminal. It is never paused: a pty whose child exits while paused
 * loses its tail. Whoever reads it must be done when `onOutput` returns; then the
 * kernel's own buffer slows a flood down, and nothing piles up here.
 */
export class AgentPty {
  readonly #pty: IPty;
  readonly input: PtyInput;

  constructor(plan: PtyPlan) {
    const [program = '', ...args] = plan.argv;
    this.#pty = spawn(program, args, {
      name: 'xterm-256color',
      cols: plan.cols,
      rows: plan.rows,
      cwd: plan.cwd,
      env: { ...plan.env, COLORTERM: 'truecolor' },
      encoding: null,
    });
    this.input = new PtyInput((this.#pty as IPty & { readonly fd: number }).fd);
  }

  get pid(): number {
    return this.#pty.pid;
  }

  onOutput(listener: (bytes: Uint8Array) => void): void {
    // Typed as text, but with `encoding: null` the data are bytes.
    this.#pty.onData((data: unknown) => listener(data as Uint8Array));
  }

  /** Called once, after the last output. */
  onExit(listener: (exit: PtyExit) => void): void {
    this.#pty.onExit(({ exitCode, signal }) => {
      this.input.close();
      if (signal === undefined || signal === 0) listener({ code: exitCode, signal: null });
      else listener({ code: null, signal: signalNames.get(signal) ?? String(signal) });
    });
  }

  resize(cols: number, rows: number): void {
    try {
      this.#pty.resize(cols, rows);
    } catch {
      // The terminal closed a moment ago; its exit is on the way.
    }
  }
}
