import graphemes from '@xterm/addon-unicode-graphemes';
import headless, { type Terminal } from '@xterm/headless';
import { type IPty, spawn } from 'node-pty';

export interface TerminalPlan {
  readonly argv: readonly string[];
  readonly cols: number;
  readonly rows: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `#rrggbb`: told to a program that asks for it, as most terminals do. */
  readonly background?: string;
}

const BACKGROUND = 11;

/** `#fbfbf9` → `rgb:fb/fb/f9` */
const asReport = (color: string): string => `rgb:${(color.slice(1).match(/../g) ?? []).join('/')}`;

/** A program in a real pty, and what a person would see of it. */
export class LiveTerminal {
  readonly emulator: Terminal;
  readonly pty: IPty;
  readonly #watchers = new Set<() => void>();
  exited: number | null = null;
  /** All bytes the program wrote so far. */
  bytes = 0;

  constructor({ argv, cols, rows, cwd, env, background }: TerminalPlan) {
    this.emulator = new headless.Terminal({ cols, rows, scrollback: 1000, allowProposedApi: true });
    this.emulator.loadAddon(new graphemes.UnicodeGraphemesAddon());
    const [program = '', ...args] = argv;
    this.pty = spawn(program, args, { name: 'xterm-256color', cols, rows, cwd, env });
    this.pty.onData((data) => {
      this.bytes += data.length;
      this.emulator.write(data, () => this.#changed());
    });
    this.emulator.onData((reply) => this.pty.write(reply));
    if (background !== undefined)
      this.emulator.parser.registerOscHandler(BACKGROUND, (data) => {
        if (data === '?') this.pty.write(`\x1b]11;${asReport(background)}\x1b\\`);
        return true;
      });
    this.pty.onExit(({ exitCode }) => {
      this.exited = exitCode;
      this.#changed();
    });
  }

  get text(): string {
    const { active } = this.emulator.buffer;
    const lines = Array.from({ length: this.emulator.rows }, (_, row) =>
      active.getLine(active.viewportY + row)?.translateToString(true),
    );
    return lines.join('\n').trimEnd();
  }

  resize(cols: number, rows: number): void {
    this.emulator.resize(cols, rows);
    this.pty.resize(cols, rows);
  }

  /** Resolves once this holds of what is on screen; false when it did not in time. */
  until(holds: () => boolean, timeoutMs: number): Promise<boolean> {
    if (holds()) return Promise.resolve(true);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const settle = (outcome: boolean): void => {
      clearTimeout(timer);
      this.#watchers.delete(look);
      resolve(outcome);
    };
    const look = (): void => {
      if (holds()) settle(true);
    };
    const timer = setTimeout(() => settle(false), timeoutMs);
    this.#watchers.add(look);
    return promise;
  }

  /** Resolves once nothing was written for so long. */
  idle(ms: number, timeoutMs: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const settle = (outcome: boolean): void => {
      clearTimeout(quiet);
      clearTimeout(timer);
      this.#watchers.delete(again);
      resolve(outcome);
    };
    let quiet = setTimeout(() => settle(true), ms);
    const again = (): void => {
      clearTimeout(quiet);
      quiet = setTimeout(() => settle(true), ms);
    };
    const timer = setTimeout(() => settle(false), timeoutMs);
    this.#watchers.add(again);
    return promise;
  }

  close(): void {
    if (this.exited === null) this.pty.kill('SIGKILL');
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}
