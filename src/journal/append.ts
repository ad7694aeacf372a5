import type { DatabaseSync } from 'node:sqlite';
import { fail, ok, type Result } from '../domain/errors.ts';
import type { Event } from '../domain/event.ts';
import { journalFailure } from './failure.ts';
import { type Entry, eventOf, type Row, rowOf } from './row.ts';
import { columns } from './schema.ts';

/** Journals a group of facts at once: all of them, durably, or none. */
export type Append = (entries: readonly Entry[]) => Result<readonly Event[]>;

/** Whether a fact is the next of its session, in already, or ahead of facts that are missing. */
type Turn = 'next' | 'in' | { readonly after: number };

const takeBack = (db: DatabaseSync): void => {
  // SQLite has often rolled back by itself when the disk is full.
  if (db.isTransaction) db.exec('ROLLBACK');
};

export const appendOn = (db: DatabaseSync, where: string, eventVersion: number): Append => {
  const insert = db.prepare(`INSERT INTO events (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const lastSeq = db.prepare('SELECT coalesce(max(seq), 0) AS last FROM events');
  const lastFact = db.prepare('SELECT coalesce(max(n), 0) AS last FROM events WHERE session = ? AND n > 0');

  const turnOf = ({ draft: { session, n } }: Entry): Turn => {
    if (session === undefined || n === undefined) return 'next';
    const last = Number(lastFact.get(session)?.last);
    if (n <= last) return 'in';
    return n === last + 1 ? 'next' : { after: last };
  };

  const insertAll = (group: readonly (readonly [Entry, (seq: number) => Row])[]): Result<readonly Row[]> => {
    let seq = Number(lastSeq.get()?.last);
    const rows: Row[] = [];
    for (const [entry, numbered] of group) {
      const turn = turnOf(entry);
      if (turn === 'in') continue;
      if (turn !== 'next') return gap(entry, turn.after, where);
      seq += 1;
      const row = numbered(seq);
      insert.run(...row);
      rows.push(row);
    }
    return ok(rows);
  };

  return (entries) => {
    if (entries.length === 0) return ok([]);
    // Before BEGIN: what cannot be written as JSON is a bug and must not leave a transaction open.
    const group = entries.map((entry) => [entry, rowOf(entry, eventVersion)] as const);
    try {
      db.exec('BEGIN IMMEDIATE');
      const rows = insertAll(group);
      db.exec(rows.ok ? 'COMMIT' : 'ROLLBACK');
      // Read back from what was stored, so that live and replayed events are alike.
      return rows.ok ? ok(rows.value.map(eventOf)) : rows;
    } catch (error) {
      takeBack(db);
      return journalFailure(error, where);
    }
  };
};

const gap = ({ draft }: Entry, last: number, where: string): Result<never> =>
  fail('journal.gap', `Fact ${draft.n} of session ${draft.session} came, but fact ${last + 1} did not.`, {
    where,
  });
