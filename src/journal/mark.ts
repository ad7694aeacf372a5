import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

const markPath = (dir: string): string => join(dir, 'journal.mark');

const textOf = (seq: number): string => {
  const number = String(seq).padStart(16, '0');
  return `${number} ${String(crc32(number)).padStart(10, '0')}\n`;
};

/**
 * The number of the last acknowledged event, beside the journal. It decides
 * nothing; it is there because SQLite takes a WAL that lost its end for a shorter
 * one that is whole. It may lag behind the journal, it is never ahead of it.
 */
export const readMark = (dir: string): number => {
  try {
    const text = readFileSync(markPath(dir), 'utf8');
    const seq = Number(text.slice(0, 16));
    return text === textOf(seq) ? seq : 0;
  } catch {
    return 0;
  }
};

export interface Mark {
  readonly set: (seq: number) => void;
  readonly close: () => void;
}

/** Written over in place: takes no room on a full disk, costs no fsync. */
export const openMark = (dir: string): Mark => {
  const fd = openSync(markPath(dir), constants.O_RDWR | constants.O_CREAT, 0o600);
  return {
    set: (seq) => {
      try {
        writeSync(fd, textOf(seq), 0);
      } catch {
        // It lags behind until the next event, which is allowed.
      }
    },
    close: () => closeSync(fd),
  };
};
