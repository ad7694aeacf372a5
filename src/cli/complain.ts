import { exitCodeOf, type Failure, failureLine } from '../domain/errors.ts';
import type { Io } from './io.ts';

/** One line on stderr, and the exit code that goes with it. */
export const complain = (io: Io, failure: Failure): number => {
  io.err(`${failureLine(failure)}\n`);
  return exitCodeOf(failure);
};
