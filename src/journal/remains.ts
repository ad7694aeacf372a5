import * as fs from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Result } from '../domain/errors.ts';
import { journalFailure } from './failure.ts';
import { readRows } from './read.ts';
import type { Row } from './row.ts';
import { createJournal, journalPath, leaveEmpty, openToRead, openWithoutWal } from './schema.ts';

const pageSize = 4096;
const pageCountAt = 28;

/**
 * A copy of the damaged main file under the first page of a new one: every
 * journal has the same layout, so the rest reads again when only its head is gone.
 */
const withNewHead = (damaged: string, workshop: string): string => {
  const fresh = join(workshop, 'empty.db');
  const copy = join(workshop, 'copy.db');
  createJournal(fresh, leaveEmpty);
  const head = fs.readFileSync(fresh).subarray(0, pageSize);
  head.writeUInt32BE(Math.floor(fs.statSync(damaged).size / pageSize), pageCountAt);
  fs.copyFileSync(damaged, copy);
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
const openings = (damaged: string, workshop: string): readonly Opening[] => [
  () => openToRead(damaged),
  () => openWithoutWal(damaged),
  () => openWithoutWal(withNewHead(damaged, workshop)),
];

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
  let last = 0;
  let before = -1;
  while (last > before) {
    before = last;
    for (const open of openings(damaged, workshop)) {
      for (const row of unbrokenAfter(last, open, damaged)) {
        yield row;
        if (!row.ok) return;
        [last] = row.value;
      }
    }
  }
}
