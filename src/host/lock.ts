import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, readProcess } from './proc.ts';

interface Holder {
  readonly pid: number;
  readonly started: string;
}

const holderOf = (file: string): Holder | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
};

const living = (file: string): Holder | null => {
  const holder = holderOf(file);
  return holder !== null && isAlive(holder.pid, holder.started) ? holder : null;
};

const lockIn = (home: string): string => join(home, 'host.lock');

/** The pid of the living host of the session whose home this is. */
export const hostOf = (home: string): number | null => living(lockIn(home))?.pid ?? null;

const linked = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
};

/** Two that find the same dead lock must not both clear it: the rename is won by one. */
const clearDead = (lock: string, aside: string): void => {
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (living(aside) !== null) linked(aside, lock);
  rmSync(aside, { force: true });
};

/** True: this process is the session's host. False: another living one is. */
export const takeLock = (home: string): boolean => {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const lock = lockIn(home);
  const mine = join(home, `host.lock.${process.pid}`);
  const self: Holder = { pid: process.pid, started: readProcess(process.pid)?.started ?? '' };
  // Written aside and linked into place, a lock is never seen half written.
  writeFileSync(mine, JSON.stringify(self));
  try {
    if (linked(mine, lock)) return true;
    if (living(lock) === null) clearDead(lock, `${mine}.dead`);
    return linked(mine, lock);
  } finally {
    rmSync(mine, { force: true });
  }
};
