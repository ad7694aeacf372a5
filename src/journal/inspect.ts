import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { fail, ok, type Result } from '../domain/errors.ts';
import { damagedAt, journalFailure } from './failure.ts';
import { readMark } from './mark.ts';
import { readRows } from './read.ts';
import { journalPath, openToRead, pageSize, SCHEMA_VERSION } from './schema.ts';

/** No honest schema version gets here: such a number is a damaged header. */
const ABSURD_VERSION = 1000;

const newer = (where: string): Result<never> =>
  fail('journal.version', 'The journal was written by a newer orch.', { where });

/** Before SQLite opens it: of a file of no or one byte it would remove the WAL, full though it may be. */
export const checkHead = (where: string): Result<void> =>
  statSync(where).size < pageSize ? damagedAt(where, 'its main file is cut off') : ok(undefined);

/** The layout is one this build reads. */
export const checkLayout = (db: DatabaseSync, where: string): Result<void> => {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (version === SCHEMA_VERSION) return ok(undefined);
  if (version > SCHEMA_VERSION && version < ABSURD_VERSION) return newer(where);
  return damagedAt(where, 'its head does not read');
};

/** What was acknowledged last is in. The mark is read first: the journal only grows. */
export const checkEnd = (lastSeq: number, marked: number, where: string): Result<void> =>
  lastSeq >= marked
    ? ok(undefined)
    : damagedAt(where, `events ${lastSeq + 1} to ${marked} were journaled and are gone`);

const checkPages = (db: DatabaseSync, where: string): Result<void> => {
  const said = String(db.prepare('PRAGMA integrity_check(1)').get()?.integrity_check);
  return said === 'ok' ? ok(undefined) : damagedAt(where, said.replaceAll('\n', ' '));
};

const checkEvents = (db: DatabaseSync, where: string, eventVersion: number): Result<number> => {
  let last = 0;
  for (const row of readRows(db, 'ORDER BY seq', [], where)) {
    if (!row.ok) return row;
    const [seq, , , , version] = row.value;
    if (seq !== last + 1) return damagedAt(where, `event ${last + 1} is missing`);
    if (version > eventVersion) return newer(where);
    last = seq;
  }
  return ok(last);
};

const checkAll = (db: DatabaseSync, dir: string, eventVersion: number): Result<void> => {
  const where = journalPath(dir);
  const layout = checkLayout(db, where);
  if (!layout.ok) return layout;
  const pages = checkPages(db, where);
  if (!pages.ok) return pages;
  const last = checkEvents(db, where, eventVersion);
  return last.ok ? checkEnd(last.value, readMark(dir), where) : last;
};

/** Reads the whole journal, changing nothing: sound, not there yet, or what is wrong with it. */
export const inspect = (dir: string, eventVersion: number): Result<'sound' | 'absent'> => {
  const where = journalPath(dir);
  if (!existsSync(where)) return readMark(dir) === 0 ? ok('absent') : damagedAt(where, 'it is gone');
  try {
    const head = checkHead(where);
    if (!head.ok) return head;
    const db = openToRead(where);
    try {
      const checked = checkAll(db, dir, eventVersion);
      return checked.ok ? ok('sound') : checked;
    } finally {
      db.close();
    }
  } catch (error) {
    return journalFailure(error, where);
  }
};
