import { existsSync, mkdirSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { fail, ok, type Result } from '../domain/errors.ts';
import { EVENT_VERSION } from '../domain/event.ts';
import { type Append, appendOn } from './append.ts';
import { damagedAt, journalFailure } from './failure.ts';
import { checkEnd, checkHead, checkLayout, inspect } from './inspect.ts';
import { openMark, readMark } from './mark.ts';
import { type JournalReader, readerOn } from './read.ts';
import { finishSalvage, type Salvaged, salvage, unreportedSalvage } from './salvage.ts';
import { createJournal, journalPath, leaveEmpty, openToRead, openToWrite } from './schema.ts';

/** The engine's journal: its only writer. */
export interface Journal extends JournalReader {
  readonly append: Append;
  /** What was salvaged and is not journaled yet: the first thing to append. */
  readonly salvaged: Salvaged | null;
}

interface Options {
  readonly eventVersion?: number;
}

const soundOrSalvaged = (dir: string, eventVersion: number): Result<void> => {
  const finished = finishSalvage(dir);
  if (!finished.ok) return finished;
  const found = inspect(dir, eventVersion);
  if (found.ok) {
    if (found.value === 'absent') createJournal(journalPath(dir), leaveEmpty);
    return ok(undefined);
  }
  return found.error.code === 'journal.damaged' ? salvage(dir, found.error.what) : found;
};

const journalOn = (db: DatabaseSync, dir: string, eventVersion: number): Result<Journal> => {
  const where = journalPath(dir);
  const reader = readerOn(db, where, eventVersion);
  const salvaged = unreportedSalvage(dir, reader);
  if (!salvaged.ok) return salvaged;
  const append = appendOn(db, where, eventVersion);
  const mark = openMark(dir);
  return ok({
    ...reader,
    salvaged: salvaged.value,
    append: (entries) => {
      const events = append(entries);
      const last = events.ok ? events.value.at(-1) : undefined;
      if (last !== undefined) mark.set(last.seq);
      return events;
    },
    close: () => {
      mark.close();
      reader.close();
    },
  });
};

const closedUnlessOk = <T>(db: DatabaseSync, use: (db: DatabaseSync) => Result<T>): Result<T> => {
  let used = false;
  try {
    const result = use(db);
    used = result.ok;
    return result;
  } finally {
    if (!used) db.close();
  }
};

/**
 * Opens the journal in a project's `.orch` folder to write to it, making it if
 * there is none. A damaged one is put aside and what it holds is kept: see `salvaged`.
 * Take the engine's lock first.
 */
export const openJournal = (dir: string, { eventVersion = EVENT_VERSION }: Options = {}): Result<Journal> => {
  const where = journalPath(dir);
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const sound = soundOrSalvaged(dir, eventVersion);
    if (!sound.ok) return sound;
    return closedUnlessOk(openToWrite(where), (db) => journalOn(db, dir, eventVersion));
  } catch (error) {
    return journalFailure(error, where);
  }
};

const readable = (db: DatabaseSync, dir: string, eventVersion: number): Result<JournalReader> => {
  const where = journalPath(dir);
  const marked = readMark(dir);
  const layout = checkLayout(db, where);
  if (!layout.ok) return layout;
  const reader = readerOn(db, where, eventVersion);
  const last = reader.lastSeq();
  if (!last.ok) return last;
  const whole = checkEnd(last.value, marked, where);
  return whole.ok ? ok(reader) : whole;
};

/** Opens the journal only to read it, whether or not an engine is writing to it. */
export const openForReading = (
  dir: string,
  { eventVersion = EVENT_VERSION }: Options = {},
): Result<JournalReader> => {
  const where = journalPath(dir);
  if (!existsSync(where)) {
    return readMark(dir) === 0
      ? fail('day.none', 'No day has been run here yet.')
      : damagedAt(where, 'it is gone');
  }
  try {
    const head = checkHead(where);
    if (!head.ok) return head;
    return closedUnlessOk(openToRead(where), (db) => readable(db, dir, eventVersion));
  } catch (error) {
    return journalFailure(error, where);
  }
};
