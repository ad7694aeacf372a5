import { type ErrorCode, fail, type Result } from '../domain/errors.ts';
import { fileFailure } from './durable.ts';

/** SQLite's result codes, as far as they tell outcomes apart. */
const full = 13;
const sharedMemorySize = 4874;
const inputOutput = 10;
const damagedReads = new Set([266, 522, 8202, 8458]);
/** perm, busy, locked, nomem, readonly, cantopen, protocol, auth: nothing is wrong with the data. */
const refusals = new Set([3, 5, 6, 7, 8, 14, 15, 23]);
/** constraint, mismatch, misuse, range: only our own mistakes lead here. */
const bugs = new Set([19, 20, 21, 25]);

const codeOf = (errcode: number): ErrorCode | 'bug' => {
  const primary = errcode & 0xff;
  // The index of the WAL could not grow: that, too, is a disk without room.
  if (primary === full || errcode === sharedMemorySize) return 'disk.full';
  if (bugs.has(primary)) return 'bug';
  if (refusals.has(primary)) return 'journal.unwritable';
  return primary === inputOutput && !damagedReads.has(errcode) ? 'journal.unwritable' : 'journal.damaged';
};

export const damagedAt = (where: string, why: string): Result<never> =>
  fail('journal.damaged', `The journal is damaged: ${why}.`, { where });

interface Thrown extends Error {
  readonly errcode?: number;
  readonly code?: string;
  readonly syscall?: string;
}

/** What SQLite or the file system refused, as a value; a mistake of our own is thrown on. */
export const journalFailure = (error: unknown, where: string): Result<never> => {
  const { errcode, code, syscall, message } = error as Thrown;
  if (syscall !== undefined) return fileFailure(error, where);
  // A damaged number can be larger than JavaScript's integers.
  if (code === 'ERR_OUT_OF_RANGE') return damagedAt(where, message);
  const named = errcode === undefined ? 'bug' : codeOf(errcode);
  if (named === 'bug') throw error;
  if (named === 'journal.damaged') return damagedAt(where, message);
  if (named === 'disk.full') return fail(named, 'The disk is full.', { where });
  return fail(named, `The journal cannot be used: ${message}.`, { where });
};
