import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Check } from '../../../domain/attempt-event.ts';
import { lastLine } from './last-line.ts';

export interface CommandPlace {
  readonly cwd: string;
  /** The whole environment; that of the engine where none is given. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

const TAIL = 64_000;
/** What outlives the shell gets this long to let go of its output. */
const GRACE_MS = 500;

const span = (ms: number): string => (ms < 120_000 ? `${ms / 1000} s` : `${ms / 60_000} min`);

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly late: boolean;
  readonly tail: string;
  readonly trouble: string | null;
}

/** The shell and all it started, unless that left the group on purpose. */
const killGroup = (pid: number | undefined): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing is left of it.
  }
};

const follow = (shell: ChildProcess, timeoutMs: number, done: (ended: Ended) => void): void => {
  let late = false;
  let trouble: string | null = null;
  let tail = Buffer.alloc(0);
  const pipes = [shell.stdout, shell.stderr];
  const letGo = (): void => {
    for (const pipe of pipes) pipe?.destroy();
  };
  for (const pipe of pipes)
    pipe?.on('data', (bytes: Buffer) => {
      tail = Buffer.concat([tail, bytes]).subarray(-TAIL);
    });
  const deadline = setTimeout(() => {
    late = true;
    killGroup(shell.pid);
  }, timeoutMs);
  shell.once('exit', () => {
    clearTimeout(deadline);
    killGroup(shell.pid);
    // A process that made a group of its own may hold the pipes open for ever.
    setTimeout(letGo, GRACE_MS).unref();
  });
  shell.once('error', (error) => {
    trouble = error.message;
  });
  shell.once('close', (code, signal) => {
    clearTimeout(deadline);
    done({ code, signal, late, trouble, tail: tail.toString('utf8') });
  });
};

/** By hand and not by a library: the end of the shell, not of its output, is what ends it all here. */
const runShell = (command: string, { cwd, env, timeoutMs }: CommandPlace): Promise<Ended> =>
  new Promise((done) => {
    const shell = spawn('sh', ['-c', command], {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    follow(shell, timeoutMs, done);
  });

const howItEnded = ({ code, signal, late, trouble }: Ended, timeoutMs: number): string => {
  if (late) return `stopped after ${span(timeoutMs)}`;
  if (trouble !== null) return trouble;
  return code === null ? `ended by ${signal ?? 'a signal'}` : `exit ${code}`;
};

/** Runs a command of the task file in the place of the work; exit 0 passes. */
export const checkCommand = async (command: string, place: CommandPlace): Promise<Check> => {
  if (!existsSync(place.cwd)) return { what: command, ok: false, detail: `${place.cwd} is not there` };
  const ended = await runShell(command, place);
  const said = lastLine(ended.tail);
  const how = howItEnded(ended, place.timeoutMs);
  return {
    what: command,
    ok: ended.code === 0 && !ended.late,
    detail: said === '' ? how : `${how}: ${said}`,
  };
};
