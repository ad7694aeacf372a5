import {
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../../domain/errors.ts';
import { fileFailure } from '../../../journal/durable.ts';
import { git } from './git.ts';
import type { GitProject } from './git-project.ts';
import { gitWorktree } from './git-worktree.ts';

const refusal = (what: string) => fail('worktree.failed', what);

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
};

const namesIn = (path: string): string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};

/** The .git file of a worktree, by the name git knows it under. */
const gitFileOf = (tree: string): string => join(realpathSync(dirname(tree)), basename(tree), '.git');

/** Where git keeps its notes about this worktree, or null where it knows of none. */
const registrationOf = (at: GitProject, tree: string): string | null => {
  const file = gitFileOf(tree);
  const folders = namesIn(join(at.common, 'worktrees')).map((name) => join(at.common, 'worktrees', name));
  return folders.find((folder) => resolve(folder, read(join(folder, 'gitdir')) ?? '.') === file) ?? null;
};

/** Takes a worktree away, whole or half-made. `git worktree prune` would take the person's own along. */
export const removeTree = (at: GitProject, tree: string): Result<void> => {
  try {
    const registration = registrationOf(at, tree);
    rmSync(tree, { recursive: true, force: true });
    if (registration !== null) rmSync(registration, { recursive: true, force: true });
    return ok(undefined);
  } catch (error) {
    return fileFailure(error, tree);
  }
};

/** Makes a worktree at a commit, on no branch: the person's list of branches stays as it is. */
export const addTree = (at: GitProject, tree: string, commit: string): Promise<Result<void>> =>
  gitWorktree(at, ['add', '--quiet', '--detach', tree, commit]);

/** Moves a worktree and tells git so. */
export const moveTree = (at: GitProject, from: string, to: string): Promise<Result<void>> =>
  gitWorktree(at, ['move', from, to]);

const register = async (at: GitProject, tree: string, commit: string): Promise<Result<void>> => {
  const passing = `${tree}.registered`;
  const cleared = removeTree(at, passing);
  if (!cleared.ok) return cleared;
  const made = await gitWorktree(at, ['add', '--quiet', '--detach', '--no-checkout', passing, commit]);
  if (!made.ok) return made;
  const registration = registrationOf(at, passing);
  if (registration === null) return refusal('git does not know the worktree it just made');
  writeFileSync(join(registration, 'gitdir'), `${gitFileOf(tree)}\n`);
  renameSync(join(passing, '.git'), join(tree, '.git'));
  rmSync(passing, { recursive: true });
  const filled = await git(['read-tree', commit], { cwd: tree });
  return filled.ok ? ok(undefined) : refusal(filled.error.what);
};

/** Sees to it that git knows a worktree whose files are there; the note says what was amiss. */
export const mendTree = async (
  at: GitProject,
  tree: string,
  commit: string,
): Promise<Result<string | null>> => {
  try {
    const file = gitFileOf(tree);
    if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory())
      return ok('its worktree holds a repository of its own now; orch reads the files, not that repository');
    const registration = registrationOf(at, tree);
    if (registration === null) {
      rmSync(file, { force: true });
      const registered = await register(at, tree, commit);
      return registered.ok ? ok('git had forgotten its worktree: registered again') : registered;
    }
    if (read(file) === `gitdir: ${registration}`) return ok(null);
    rmSync(file, { force: true });
    writeFileSync(file, `gitdir: ${registration}\n`);
    return ok("its worktree's .git file was changed: put right");
  } catch (error) {
    return fileFailure(error, tree);
  }
};
