import * as fs from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Result } from '../domain/errors.ts';
import { journalFailure } from './failure.ts';
import { readRows } from './read.ts';
import type { Row } from './row.ts';
import { createJournal, journalPath, leaveEmpty, openToRead, openWithoutWal, pageSize } from './schema.ts';

/** Where the head says for which change its count of pages holds: any other, and SQLite counts them itself. */
const validForAt = 92;

/**
 * A copy of the damaged journal under the first page of a new one: every journal
 * has the same layout, so the rest reads again when only its head is gone.
 */
const copyWithNewHead = (dir: string, workshop: string): string => {
  const fresh = join(workshop, 'empty.db');
  const copy = join(workshop, 'copy.db');
  createJournal(fresh, leaveEmpty);
  const head = fs.readFileSync(fresh).subarray(0, pageSize);
  const main = journalPath(dir);
  head.writeUInt32BE(0xffff_ffff, validForAt);
  fs.copyFileSync(main, copy);
  if (fs.existsSync(`${main}-wal`)) fs.copyFileSync(`${main}-wal`, `${copy}-wal`);
  const fd = fs.openSync(copy, 'r+');
  try {
    fs.writeSync(fd, head, 0, pageSize, 0);
  } finally {
    fs.closeSync(fd);
  }
  return copy;
};

type Opening = () => DatabaseSync;

/** All that a row may still be read from, the likeliest first. */
const openings = (dir: string, workshop: string): readonly Opening[] => {
  const main = journalPath(dir);
  const copy = copyWithNewHead(dir, workshop);
  const ofCopy = [() => openToRead(copy), () => openWithoutWal(copy)];
  // SQLite removes the WAL of a file of no or one byte, full though it may be.
  const ofFiles = [() => openToRead(main), () => openWithoutWal(main)];
  return fs.statSync(main).size < pageSize ? ofCopy : [...ofFiles, ...ofCopy];
};

function* rowsAfter(last: number, open: Opening, where: string): Generator<Result<Row>> {
  let db: DatabaseSync;
  try {
    db = open();
  } catch (error) {
    return yield journalFailure(error, where);
  }
  try {
    yield* readRows(db, 'WHERE seq > ? ORDER BY seq', [last], where);
  } finally {
    db.close();
  }
}

/** The rows that follow on `last`, up to a hole or damage. */
function* unbrokenAfter(last: number, open: Opening, where: string): Generator<Result<Row>> {
  let next = last + 1;
  for (const row of rowsAfter(last, open, where)) {
    if (!row.ok && row.error.code !== 'journal.damaged') return yield row;
    if (!row.ok || row.value[0] !== next) return;
    next += 1;
    yield row;
  }
}

/**
 * Events 1, 2, 3, … of a damaged journal, as far as they read without a hole:
 * where one reading breaks off, the next may know how it goes on. A failure that
 * is not damage (no room, no rights) comes out as such: then nothing is decided yet.
 */
export function* readableRows(dir: string, workshop: string): Generator<Result<Row>> {
  const damaged = journalPath(dir);
  if (!fs.existsSync(damaged)) return;
  const ways = openings(dir, workshop);
  let last = 0;
  let before = -1;
  while (last > before) {
    before = last;
    for (const open of ways) {
      for (const row of unbrokenAfter(last, open, damaged)) {
        yield row;
        if (!row.ok) return;
        [last] = row.value;
      }
    }
  }
}
