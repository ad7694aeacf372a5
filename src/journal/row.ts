import { crc32 } from 'node:zlib';
import type { Draft, Event } from '../domain/event.ts';

/** One event as it lies in the table; the order of `columns` in schema.ts. */
export type Row = readonly [
  seq: number,
  at: number,
  day: string,
  type: string,
  v: number,
  task: string | null,
  session: string | null,
  n: number | null,
  body: string,
  crc: number,
];

/** One draft with the time it was seen and the day it belongs to. */
export interface Entry {
  readonly draft: Draft;
  readonly at: number;
  readonly day: string;
}

// SQLite keeps no checksum of its own over the main file: without this, an
// overwritten byte could pass for what was journaled.
const checksum = (fields: readonly unknown[]): number => crc32(fields.join('\n'));

export const isWhole = (row: Row): boolean => checksum(row.slice(0, 9)) === row[9];

/** Everything of a row but the number it gets when it is journaled. */
export type Unnumbered = (seq: number) => Row;

export const rowOf = ({ draft, at, day }: Entry, version: number): Unnumbered => {
  const { type, task = null, session = null, n = null, ...rest } = draft;
  const body = JSON.stringify(rest);
  return (seq) => {
    const fields = [seq, Math.trunc(at), day, type, version, task, session, n, body] as const;
    return [...fields, checksum(fields)];
  };
};

export const eventOf = ([seq, at, day, type, v, task, session, n, body]: Row): Event => {
  const event = JSON.parse(body);
  event.seq = seq;
  event.at = at;
  event.day = day;
  event.type = type;
  event.v = v;
  if (task !== null) event.task = task;
  if (session !== null) event.session = session;
  if (n !== null) event.n = n;
  return event as Event;
};
