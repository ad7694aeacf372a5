import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../domain/errors.ts';

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A failed file operation as a value: a full disk has its own code. */
export const fileFailure = (error: unknown, path: string): Result<never> => {
  const { code = 'EIO', message } = error as NodeJS.ErrnoException;
  if (noRoom.has(code)) return fail('disk.full', 'There is no room left to write this.', { where: path });
  return fail('file.unwritable', message, { where: path });
};

/** On a full disk a write takes less than it was given and does not fail: go on until it does. */
const writeAll = (fd: number, bytes: Buffer): void => {
  let done = 0;
  while (done < bytes.length) done += fs.writeSync(fd, bytes, done, bytes.length - done);
};

/** Makes the names in a folder (new, renamed, removed files) survive a power cut. */
export const syncFolder = (folder: string): void => {
  const fd = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
};

const writeNew = (path: string, text: string, mode: number): void => {
  const fd = fs.openSync(path, 'wx', mode);
  try {
    writeAll(fd, Buffer.from(text));
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
};

/** Puts `text` in the place of a file as a whole: after any failure or crash the old file is as it was. */
export const replaceFile = (path: string, text: string, mode = 0o666): Result<void> => {
  const fresh = `${path}.${randomUUID()}.tmp`;
  try {
    writeNew(fresh, text, mode);
    fs.renameSync(fresh, path);
    syncFolder(dirname(path));
    return ok(undefined);
  } catch (error) {
    fs.rmSync(fresh, { force: true });
    return fileFailure(error, path);
  }
};

const endsMidLine = (fd: number, size: number): boolean => {
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  fs.readSync(fd, last, 0, 1, size - 1);
  return last.toString() !== '\n';
};

const appendOrTakeBack = (fd: number, line: string): void => {
  const { size } = fs.fstatSync(fd);
  // A line that a crash tore stays a line of its own.
  const lead = endsMidLine(fd, size) ? '\n' : '';
  try {
    writeAll(fd, Buffer.from(`${lead}${line}\n`));
    fs.fsyncSync(fd);
  } catch (error) {
    fs.ftruncateSync(fd, size);
    throw error;
  }
};

/** Adds one whole line to a file, durably; on failure the file is as long as before. One writer a file. */
export const appendLine = (path: string, line: string): Result<void> => {
  try {
    const fd = fs.openSync(path, 'a+');
    try {
      appendOrTakeBack(fd, line);
    } finally {
      fs.closeSync(fd);
    }
    return ok(undefined);
  } catch (error) {
    return fileFailure(error, path);
  }
};
