import { existsSync, linkSync, lstatSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../../domain/errors.ts';
import { fileFailure } from '../../../journal/durable.ts';
import { git, gitFailure, runGit } from './git.ts';
import { onFiles, type TaskRepo } from './task-repo.ts';

export interface SnapshotOptions {
  readonly root: string;
  /** The tree or commit whose files count as known even where an ignore rule names them. */
  readonly start: string | null;
  /** Remembers the files' times between snapshots; one a root. */
  readonly cache: 'worktree' | 'shared';
  /** Paths below the root taken in even where an ignore rule names them. */
  readonly include: readonly string[];
}

export interface Snapshot {
  readonly tree: string;
  /** What could not be read, in git's words. */
  readonly unread: readonly string[];
}

/** A hard link keeps the index's time to the nanosecond: by it git knows which entries it must not trust. */
const takeCache = (cache: string, index: string): boolean => {
  try {
    linkSync(cache, index);
    return true;
  } catch {
    return false;
  }
};

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

const addFiles = async (
  repo: TaskRepo,
  index: string,
  options: SnapshotOptions,
): Promise<Result<Snapshot>> => {
  const call = onFiles(repo, options.root, index);
  const scope = repo.at.prefix === '' ? [] : ['--', repo.at.prefix];
  const add = ['add', '-A', '--ignore-errors', ...scope];
  const added = await runGit(add, call);
  // 1 with --ignore-errors: some file could not be read, the others were.
  if (added.code !== 0 && added.code !== 1) return gitFailure(add, added);
  const forced = options.include.filter((path) => exists(join(options.root, path)));
  if (forced.length > 0) await runGit(['add', '-f', '--ignore-errors', '--', ...forced], call);
  const tree = await git(['write-tree', '--missing-ok'], call);
  if (!tree.ok) return tree;
  const errors = added.said.split('\n').filter((line) => line.startsWith('error: '));
  return ok({ tree: tree.value, unread: errors.map((line) => line.slice('error: '.length)) });
};

/** The working files as a git tree: untracked ones too, ignored ones not; the repository's index is not touched. */
export const snapshot = async (repo: TaskRepo, options: SnapshotOptions): Promise<Result<Snapshot>> => {
  const cache = join(repo.dir, `index-${options.cache}`);
  let scratch = '';
  try {
    scratch = mkdtempSync(join(repo.dir, 'snapshot-'));
    const index = join(scratch, 'index');
    if (!takeCache(cache, index) && options.start !== null) {
      const read = await git(['read-tree', options.start], onFiles(repo, options.root, index));
      if (!read.ok) return read;
    }
    const taken = await addFiles(repo, index, options);
    if (taken.ok && existsSync(index)) renameSync(index, cache);
    return taken;
  } catch (error) {
    return fileFailure(error, repo.dir);
  } finally {
    if (scratch !== '') rmSync(scratch, { recursive: true, force: true });
  }
};
