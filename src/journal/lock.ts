import { mkdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fail, ok, type Result } from '../domain/errors.ts';
import { replaceFile } from './durable.ts';
import { journalFailure } from './failure.ts';

/** Held by the one engine of a project, until it lets go or ends, however it ends. */
export interface Lock {
  readonly release: () => void;
}

// A database nobody refers to is closed by the garbage collector, and its lock goes with it.
const held = new Set<DatabaseSync>();

/** Long enough for two that start at once to step aside for each other, short enough not to be felt. */
const timeout = 250;

const busy = 5;
const notADatabase = 26;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const ownerOf = (pidFile: string): number | null => {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
};

const taken = (dir: string): Result<never> => {
  const pid = ownerOf(join(dir, 'lock.pid'));
  return fail('engine.taken', `Another engine owns this project${pid === null ? '' : ` (pid ${pid})`}.`, {
    where: dir,
  });
};

// The kernel drops the lock with its process, and keeps it while the process is stopped.
const lockFile = (path: string): DatabaseSync => {
  const db = new DatabaseSync(path, { timeout });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

const lockFileAnew = (path: string): DatabaseSync => {
  try {
    return lockFile(path);
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== notADatabase) throw error;
    // It got so far only because nobody holds it. Emptied, not removed: a new
    // file could be locked beside the old one.
    truncateSync(path, 0);
    return lockFile(path);
  }
};

/** Makes this process the one engine of the project whose `.orch` folder this is. */
export const takeLock = (dir: string): Result<Lock> => {
  const path = join(dir, 'lock.db');
  const pidFile = join(dir, 'lock.pid');
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const db = lockFileAnew(path);
    held.add(db);
    // For people only: without it the lock still holds.
    replaceFile(pidFile, `${process.pid}\n`);
    return ok({
      release: () => {
        rmSync(pidFile, { force: true });
        held.delete(db);
        db.close();
      },
    });
  } catch (error) {
    return ((error as { errcode?: number }).errcode ?? 0) % 256 === busy
      ? taken(dir)
      : journalFailure(error, path);
  }
};
