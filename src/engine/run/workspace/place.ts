import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../../domain/errors.ts';
import { fileFailure, syncFolder } from '../../../journal/durable.ts';
import { momentOf } from './mine.ts';

export interface Placement {
  readonly path: string;
  /** Its new content lies in the staging folder; null: the file goes. */
  readonly staged: string | null;
  /** The file as it was when the decision fell. */
  readonly moment: string;
}

type Undo = () => void;

/** A second name for the old file, so that it can come back as it was. */
const keepOld = (target: string, kept: string): void => {
  mkdirSync(dirname(kept), { recursive: true });
  // Some systems follow a link when asked for a second name of it.
  if (lstatSync(target).isSymbolicLink()) symlinkSync(readlinkSync(target), kept);
  else linkSync(target, kept);
};

/** Takes away the folders that this left empty, up to the top. */
const dropEmptyFolders = (root: string, path: string): void => {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      return;
    }
  }
};

const sameRights = (staged: string, target: string): void => {
  const old = lstatSync(target);
  const fresh = lstatSync(staged);
  if (!old.isFile() || !fresh.isFile()) return;
  const runnable = fresh.mode & 0o111;
  const kept = old.mode & 0o666;
  // Whoever may read it may run it, as git has it.
  chmodSync(staged, runnable === 0 ? kept : kept | ((kept & 0o444) >> 2));
};

const placeOne = (root: string, kept: string, item: Placement): Undo => {
  const target = join(root, item.path);
  const there = item.moment !== 'absent';
  if (there) keepOld(target, kept);
  if (item.staged === null) {
    rmSync(target);
    dropEmptyFolders(root, item.path);
  } else {
    mkdirSync(dirname(target), { recursive: true });
    if (there) sameRights(item.staged, target);
    renameSync(item.staged, target);
  }
  return () => {
    mkdirSync(dirname(target), { recursive: true });
    if (there) renameSync(kept, target);
    else {
      rmSync(target, { force: true });
      dropEmptyFolders(root, item.path);
    }
  };
};

/** Files go before others come: a folder may take the name of a file, and the reverse. */
const inOrder = (items: readonly Placement[]): Placement[] => [
  ...items.filter((item) => item.staged === null),
  ...items.filter((item) => item.staged !== null),
];

/** Puts prepared files in their places, each in one step; on any failure all is put back as it was. */
export const place = (root: string, scratch: string, items: readonly Placement[]): Result<void> => {
  const undo: Undo[] = [];
  const putBack = (): void => {
    for (const step of undo.reverse()) step();
  };
  try {
    for (const [n, item] of inOrder(items).entries()) {
      if (momentOf(root, item.path) !== item.moment) {
        putBack();
        return fail('apply.conflict', `${item.path} was changed just now`, { mend: 'try again' });
      }
      undo.push(placeOne(root, join(scratch, 'old', String(n)), item));
    }
    for (const folder of new Set(items.map((item) => dirname(join(root, item.path))))) flush(folder);
    return ok(undefined);
  } catch (error) {
    putBack();
    return fileFailure(error, root);
  }
};

const flush = (folder: string): void => {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) syncFolder(folder);
};
