import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '../domain/errors.ts';
import { unmarked } from '../host/proc.ts';
import { fileFailure } from '../journal/durable.ts';

/** `gone`: killed, left because nobody came in time, or (4) another engine won the race for the project. */
type Ended = 'gave up' | 'gone';

const ending = (code: number | null): Ended =>
  code === null || code === 0 || code === 4 ? 'gone' : 'gave up';

const logOf = (project: string): string => join(project, '.orch', 'engine.log');

const openLog = (project: string): Result<number> => {
  const log = logOf(project);
  try {
    mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
    return ok(openSync(log, 'a', 0o600));
  } catch (error) {
    return fileFailure(error, log);
  }
};

/** Starts an engine that runs on by itself: no terminal, no parent; what it says goes to .orch/engine.log. */
export const spawnEngine = (
  project: string,
  programs: string,
): Result<{ readonly ended: () => Ended | null }> => {
  const log = openLog(project);
  if (!log.ok) return log;
  let ended: Ended | null = null;
  const child = spawn(process.execPath, [join(programs, 'engine.js'), project], {
    cwd: project,
    env: unmarked(process.env),
    detached: true,
    stdio: ['ignore', log.value, log.value],
  });
  closeSync(log.value);
  child.on('exit', (code) => {
    ended = ending(code);
  });
  child.on('error', () => {
    ended = 'gave up';
  });
  child.unref();
  return ok({ ended: () => ended });
};

const ROOM_BYTES = 256 * 1024;

const hasRoom = (folder: string): boolean => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ROOM_BYTES;
};

/** Why it did not start. On a full disk its log is empty: then we say ourselves what is wrong. */
export const failedStart = (project: string): Result<never> =>
  hasRoom(project)
    ? fail('engine.failed', 'the engine did not start', { where: logOf(project) })
    : fail('disk.full', 'the engine did not start: the disk is full', {
        where: project,
        mend: 'free some space, then `orch start` again',
      });
