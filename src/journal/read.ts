import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { fail, ok, type Result } from '../domain/errors.ts';
import type { Event, EventType } from '../domain/event.ts';
import { damagedAt, journalFailure } from './failure.ts';
import { eventOf, isWhole, type Row } from './row.ts';
import { columns } from './schema.ts';

/** Which events; what is left out does not narrow. */
export interface Query {
  readonly day?: string | undefined;
  /** The first number wanted. */
  readonly from?: number | undefined;
  readonly task?: string | undefined;
  readonly session?: string | undefined;
  readonly types?: readonly EventType[] | undefined;
  /** The first so many of them. */
  readonly limit?: number | undefined;
}

/** What a journal can be asked. Everything comes in the order of its numbers. */
export interface JournalReader {
  /** Hands each event to `visit`, without holding them all; returns how many. */
  readonly each: (query: Query, visit: (event: Event) => void) => Result<number>;
  readonly events: (query: Query) => Result<readonly Event[]>;
  /** The last so many events of these types. */
  readonly latest: (types: readonly EventType[], limit: number) => Result<readonly Event[]>;
  readonly days: () => Result<readonly string[]>;
  /** The day opened last. */
  readonly lastDay: () => Result<string | null>;
  readonly lastSeq: () => Result<number>;
  /** The number of the last journaled fact of a session; 0 where there is none. */
  readonly lastFact: (session: string) => Result<number>;
  readonly close: () => void;
}

/** Rows that read and match their checksum; one failure ends them. */
export function* readRows(
  db: DatabaseSync,
  rest: string,
  values: readonly SQLInputValue[],
  where: string,
): Generator<Result<Row>> {
  try {
    const statement = db.prepare(`SELECT ${columns} FROM events ${rest}`);
    statement.setReturnArrays(true);
    for (const row of statement.iterate(...values) as Iterable<unknown> as Iterable<Row>) {
      if (!isWhole(row)) return yield damagedAt(where, `event ${row[0]} is not what was written`);
      yield ok(row);
    }
  } catch (error) {
    yield journalFailure(error, where);
  }
}

const typesIn = 'type IN (SELECT value FROM json_each(?))';

const clauseOf = (query: Query): { readonly text: string; readonly values: readonly SQLInputValue[] } => {
  const wanted: readonly (readonly [string, SQLInputValue | undefined])[] = [
    ['day = ?', query.day],
    ['seq >= ?', query.from],
    ['task = ?', query.task],
    ['session = ?', query.session],
    [typesIn, query.types && JSON.stringify(query.types)],
  ];
  const given = wanted.flatMap(([text, value]) => (value === undefined ? [] : [{ text, value }]));
  const where = given.length === 0 ? '' : `WHERE ${given.map(({ text }) => text).join(' AND ')}`;
  return {
    text: `${where} ORDER BY seq LIMIT ?`,
    values: [...given.map(({ value }) => value), query.limit ?? -1],
  };
};

/** Reads events through an open database. */
export const readerOn = (db: DatabaseSync, where: string, eventVersion: number): JournalReader => {
  const eventOrNewer = (row: Row): Result<Event> =>
    row[4] > eventVersion
      ? fail('journal.version', `Event ${row[0]} was written by a newer orch.`, { where })
      : ok(eventOf(row));

  const visitAll = (
    text: string,
    values: readonly SQLInputValue[],
    visit: (event: Event) => void,
  ): Result<number> => {
    let count = 0;
    for (const row of readRows(db, text, values, where)) {
      const event = row.ok ? eventOrNewer(row.value) : row;
      if (!event.ok) return event;
      visit(event.value);
      count += 1;
    }
    return ok(count);
  };

  const collect = (text: string, values: readonly SQLInputValue[]): Result<readonly Event[]> => {
    const events: Event[] = [];
    const read = visitAll(text, values, (event) => events.push(event));
    return read.ok ? ok(events) : read;
  };

  const column = <T extends SQLInputValue>(
    text: string,
    ...values: SQLInputValue[]
  ): Result<readonly T[]> => {
    try {
      const rows = db.prepare(text).all(...values);
      return ok(rows.map((row) => Object.values(row)[0] as T));
    } catch (error) {
      return journalFailure(error, where);
    }
  };

  const first = <T>(values: Result<readonly T[]>, otherwise: T): Result<T> =>
    values.ok ? ok(values.value[0] ?? otherwise) : values;

  return {
    each: (query, visit) => {
      const { text, values } = clauseOf(query);
      return visitAll(text, values, visit);
    },
    events: (query) => {
      const { text, values } = clauseOf(query);
      return collect(text, values);
    },
    latest: (types, limit) => {
      const found = collect(`WHERE ${typesIn} ORDER BY seq DESC LIMIT ?`, [JSON.stringify(types), limit]);
      return found.ok ? ok(found.value.toReversed()) : found;
    },
    days: () => column<string>('SELECT day FROM events GROUP BY day ORDER BY min(seq)'),
    lastDay: () =>
      first<string | null>(
        column<string>("SELECT day FROM events WHERE type = 'day.opened' ORDER BY seq DESC LIMIT 1"),
        null,
      ),
    lastSeq: () => first(column<number>('SELECT coalesce(max(seq), 0) FROM events'), 0),
    lastFact: (session) =>
      first(column<number>('SELECT coalesce(max(n), 0) FROM events WHERE session = ? AND n > 0', session), 0),
    close: () => db.close(),
  };
};
