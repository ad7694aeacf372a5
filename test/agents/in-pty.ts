import xterm, { type Terminal } from '@xterm/headless';
import { spawn } from 'node-pty';

export interface InPty {
  readonly pid: number;
  readonly terminal: Terminal;
  /** Data of every OSC 7501 so far. */
  readonly statuses: readonly string[];
  /** What the screen shows, row by row. */
  readonly screen: () => string;
  /** Everything, scrollback first. */
  readonly text: () => string;
  readonly press: (keys: string) => void;
  readonly resize: (cols: number, rows: number) => void;
  readonly kill: (signal: string) => void;
  /** Looks again after every change of the screen, and now and then for files, until this is true. */
  readonly until: (is: (self: InPty) => boolean) => Promise<void>;
  readonly exit: Promise<{ readonly exitCode: number; readonly signal?: number | undefined }>;
}

const LOOK_MS = 20;

const rowsOf = (terminal: Terminal, from: number, to: number): string => {
  const rows: string[] = [];
  for (let y = from; y < to; y += 1)
    rows.push(terminal.buffer.active.getLine(y)?.translateToString(true) ?? '');
  return rows.join('\n');
};

/** Runs a real program in a real pty in front of a real emulator. */
export const inPty = (
  argv: readonly string[],
  given: {
    readonly cwd: string;
    readonly env?: Record<string, string>;
    readonly cols?: number;
    readonly rows?: number;
  },
): InPty => {
  const { cols = 80, rows = 24 } = given;
  const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 5000 });
  const statuses: string[] = [];
  terminal.parser.registerOscHandler(7501, (data) => {
    statuses.push(data);
    return true;
  });
  const { PATH = '', HOME = '/' } = process.env;
  const [file = '', ...args] = argv;
  const pty = spawn(file, args, {
    cols,
    rows,
    cwd: given.cwd,
    env: { PATH, HOME, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...given.env },
  });
  const watchers = new Set<() => void>();
  const look = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  pty.onData((data) => terminal.write(data, look));
  const exit = new Promise<{ exitCode: number; signal?: number | undefined }>((resolve) => {
    pty.onExit((how) => terminal.write('', () => resolve(how)));
  });
  const self: InPty = {
    pid: pty.pid,
    terminal,
    statuses,
    screen: () => {
      const { baseY } = terminal.buffer.active;
      return rowsOf(terminal, baseY, baseY + terminal.rows);
    },
    text: () => rowsOf(terminal, 0, terminal.buffer.active.length),
    press: (keys) => pty.write(keys),
    resize: (toCols, toRows) => {
      terminal.resize(toCols, toRows);
      pty.resize(toCols, toRows);
    },
    kill: (signal) => pty.kill(signal),
    until: (is) =>
      new Promise((resolve, reject) => {
        const files = setInterval(look, LOOK_MS);
        const done = (): void => {
          if (!is(self)) return;
          clearInterval(files);
          watchers.delete(done);
          resolve();
        };
        watchers.add(done);
        void exit.then(() => {
          clearInterval(files);
          if (watchers.delete(done)) reject(new Error(`ended before that was seen:\n${self.text()}`));
        });
        done();
      }),
    exit,
  };
  return self;
};
