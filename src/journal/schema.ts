import { renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { syncFolder } from './durable.ts';

/** The table layout this build writes. A journal with a higher number is left alone. */
export const SCHEMA_VERSION = 1;

/** What SQLite takes anyhow, but salvaging rests on it. */
export const pageSize = 4096;

export const columns = 'seq, at, day, type, v, task, session, n, body, crc';

const layout = `
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    type TEXT NOT NULL,
    v INTEGER NOT NULL,
    task TEXT,
    session TEXT,
    n INTEGER,
    body TEXT NOT NULL,
    crc INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX facts ON events (session, n) WHERE n IS NOT NULL;
  CREATE INDEX days ON events (day);
  CREATE INDEX types ON events (type);
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** SQLite itself waits this long for another process to let go. */
const timeout = 5000;

export const journalPath = (dir: string): string => join(dir, 'journal.db');

/** What a journal consists of on disk, in the order in which it can be moved away safely. */
export const journalFiles = ['journal.db-wal', 'journal.db-shm', 'journal.db'] as const;

export const openToWrite = (path: string): DatabaseSync => {
  const db = new DatabaseSync(path, { timeout });
  db.exec(`PRAGMA page_size = ${pageSize}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL`);
  return db;
};

/** Changes nothing but the index of the WAL, which SQLite makes anew when it is missing. */
export const openToRead = (path: string): DatabaseSync => new DatabaseSync(path, { readOnly: true, timeout });

/** The main file alone, its WAL left out of account. */
export const openWithoutWal = (path: string): DatabaseSync => {
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return new DatabaseSync(url, { readOnly: true });
};

/** Makes a journal that appears under its name only when it is whole. */
export const createJournal = <T>(path: string, fill: (db: DatabaseSync) => T): T => {
  const fresh = `${path}.new`;
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${fresh}${ending}`, { force: true });
  const db = openToWrite(fresh);
  let filled: T;
  try {
    db.exec(`BEGIN; ${layout} COMMIT`);
    filled = fill(db);
  } finally {
    // The last one to close moves the WAL into the main file.
    db.close();
  }
  renameSync(fresh, path);
  syncFolder(dirname(path));
  return filled;
};

export const leaveEmpty = (): void => {};
