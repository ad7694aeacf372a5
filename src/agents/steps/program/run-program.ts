import { execa } from 'execa';
import { capture } from './capture.ts';
import type { Ran, Work } from './skills/skill.ts';

const KILL_AFTER_MS = 2_000;

type Program = Extract<Work, { kind: 'program' }>;

const signalGroup = (pid: number, signal: NodeJS.Signals): boolean => {
  try {
    return process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
    return false;
  }
};

/** Asks the whole group to end, and makes it. */
const endGroup = (pid: number): void => {
  signalGroup(pid, 'SIGTERM');
  setTimeout(() => signalGroup(pid, 'SIGKILL'), KILL_AFTER_MS).unref();
};

const startError = (file: string, error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? `${file} is not installed here\n` : `${message}\n`;
};

/** Runs a program in a process group of its own, without a terminal to ask anything on. */
export const runProgram = async (
  program: Program,
  given: { readonly cwd: string; readonly signal: AbortSignal; readonly onOutput: (chunk: Buffer) => void },
): Promise<Ran> => {
  const stdout = capture();
  const stderr = capture();
  const child = execa(program.file, program.args, {
    cwd: given.cwd,
    env: { GIT_TERMINAL_PROMPT: '0', ...program.env },
    stdin: 'ignore',
    buffer: false,
    reject: false,
    detached: true,
  });
  child.stdout.on('data', (chunk: Buffer) => {
    stdout.add(chunk);
    given.onOutput(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr.add(chunk);
    given.onOutput(chunk);
  });
  const end = (): void => {
    if (child.pid !== undefined) endGroup(child.pid);
  };
  given.signal.addEventListener('abort', end, { once: true });
  if (given.signal.aborted) end();
  const result = await child;
  given.signal.removeEventListener('abort', end);
  // What a step left in the background ends with it.
  if (child.pid !== undefined) signalGroup(child.pid, given.signal.aborted ? 'SIGKILL' : 'SIGTERM');
  const failedToStart = child.pid === undefined ? startError(program.file, result.cause) : '';
  return { code: result.exitCode ?? null, stdout: stdout.text(), stderr: `${failedToStart}${stderr.text()}` };
};
