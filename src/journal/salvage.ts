import * as fs from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { ok, type Result } from '../domain/errors.ts';
import { replaceFile, syncFolder } from './durable.ts';
import { journalFailure } from './failure.ts';
import { openMark } from './mark.ts';
import type { JournalReader } from './read.ts';
import { readableRows } from './remains.ts';
import { columns, createJournal, journalFiles, journalPath } from './schema.ts';

/** What became of a damaged journal. */
export interface Salvaged {
  /** How many events, from the first on, are still in. */
  readonly kept: number;
  /** The folder where the damaged files lie, as they were. */
  readonly damaged: string;
  readonly why: string;
}

const aboutName = 'about.json';
const salvagedName = 'salvaged.db';

const numberOf = (name: string): number => Number(/^damaged-(\d+)$/.exec(name)?.[1] ?? 0);

const latestNumber = (names: readonly string[]): number => Math.max(0, ...names.map(numberOf));

const placeOf = (dir: string, number: number): string => join(dir, `damaged-${number}`);

const copyInto = (db: DatabaseSync, dir: string, workshop: string): Result<number> => {
  const insert = db.prepare(`INSERT INTO events (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  let kept = 0;
  db.exec('BEGIN');
  for (const row of readableRows(dir, workshop)) {
    if (!row.ok) return row;
    insert.run(...row.value);
    kept += 1;
  }
  db.exec('COMMIT');
  return ok(kept);
};

/** Beside the damaged journal, a whole one of what it still holds; nothing else is changed. */
const prepare = (dir: string, why: string): Result<void> => {
  const workshop = join(dir, 'salvaging');
  fs.rmSync(workshop, { recursive: true, force: true });
  fs.mkdirSync(workshop, { mode: 0o700 });
  const copied = createJournal(join(workshop, salvagedName), (db) => copyInto(db, dir, workshop));
  if (!copied.ok) return copied;
  for (const name of fs.readdirSync(workshop)) {
    if (name !== salvagedName) fs.rmSync(join(workshop, name));
  }
  const damaged = placeOf(dir, latestNumber(fs.readdirSync(dir)) + 1);
  const noted = replaceFile(
    join(workshop, aboutName),
    `${JSON.stringify({ kept: copied.value, damaged, why })}\n`,
  );
  if (!noted.ok) return noted;
  fs.renameSync(workshop, damaged);
  syncFolder(dir);
  return ok(undefined);
};

/** Null where the folder is none of ours, or a person took things out of it. */
const aboutOf = (place: string): Salvaged | null => {
  try {
    return JSON.parse(fs.readFileSync(join(place, aboutName), 'utf8'));
  } catch {
    return null;
  }
};

/** Puts the damaged files away and the salvaged journal in their place; goes on where a crash broke it off. */
const exchange = (dir: string, place: string): void => {
  for (const name of journalFiles) {
    if (fs.existsSync(join(dir, name))) fs.renameSync(join(dir, name), join(place, name));
  }
  syncFolder(place);
  const mark = openMark(dir);
  mark.set(aboutOf(place)?.kept ?? 0);
  mark.close();
  fs.renameSync(join(place, salvagedName), journalPath(dir));
  syncFolder(dir);
};

/** Ends what an earlier salvage began; nothing to do on most days. */
export const finishSalvage = (dir: string): Result<void> => {
  try {
    const place = placeOf(dir, latestNumber(fs.readdirSync(dir)));
    if (fs.existsSync(join(place, salvagedName))) exchange(dir, place);
    return ok(undefined);
  } catch (error) {
    return journalFailure(error, dir);
  }
};

/** Keeps what still reads, and the damaged files beside it. */
export const salvage = (dir: string, why: string): Result<void> => {
  try {
    const prepared = prepare(dir, why);
    return prepared.ok ? finishSalvage(dir) : prepared;
  } catch (error) {
    return journalFailure(error, dir);
  }
};

/** The latest salvage, as long as the journal does not tell of it. */
export const unreportedSalvage = (dir: string, reader: JournalReader): Result<Salvaged | null> => {
  const reports = reader.latest(['journal.salvaged'], 1);
  if (!reports.ok) return reports;
  const [report] = reports.value;
  const told =
    report?.type === 'journal.salvaged' ? latestNumber([report.damaged.split('/').at(-1) ?? '']) : 0;
  try {
    const latest = latestNumber(fs.readdirSync(dir));
    return ok(latest > told ? aboutOf(placeOf(dir, latest)) : null);
  } catch (error) {
    return journalFailure(error, dir);
  }
};
