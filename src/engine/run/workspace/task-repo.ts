import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../../domain/errors.ts';
import { fileFailure } from '../../../journal/durable.ts';
import { type GitCall, git } from './git.ts';
import type { GitProject } from './git-project.ts';
import { taskRepoOf } from './layout.ts';

/**
 * A repository of the task's own, which borrows the person's objects and adds
 * none to them. It reads no configuration that an agent could write: what a
 * worktree's .git says, and any filter it might name, is never run by orch.
 */
export interface TaskRepo {
  readonly dir: string;
  readonly at: GitProject;
}

/** Bytes stay as they are on the disk: no line ending is changed, no filter runs. */
const ATTRIBUTES = '* -text -filter -ident !working-tree-encoding\n';

/** One line each in git's list of alternates, which knows C quotes. */
const quoted = (path: string): string => (/[\n"]/.test(path) ? JSON.stringify(path) : path);

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

const writeParts = (dir: string, at: GitProject): void => {
  mkdirSync(join(dir, 'info'), { recursive: true });
  mkdirSync(join(dir, 'objects', 'info'), { recursive: true });
  const own = ['agent_workspaces', '.orch'].map((folder) => `/${at.prefix}${folder}/`).join('\n');
  writeFileSync(join(dir, 'info', 'attributes'), ATTRIBUTES);
  writeFileSync(join(dir, 'info', 'exclude'), `${textOf(join(at.common, 'info', 'exclude'))}\n${own}\n`);
  writeFileSync(join(dir, 'objects', 'info', 'alternates'), `${quoted(join(at.common, 'objects'))}\n`);
};

const initialise = async (dir: string, at: GitProject): Promise<Result<void>> => {
  mkdirSync(dir, { recursive: true });
  const format = `--object-format=${at.format}`;
  const made = await git(['init', '--quiet', '--bare', '--template=', format, dir], { cwd: at.project });
  if (!made.ok) return made;
  const here = { cwd: dir, env: { GIT_DIR: dir } };
  const ignore = await git(['config', '--type=path', '--get', 'core.excludesFile'], { cwd: at.project });
  if (ignore.ok) {
    const set = await git(['config', 'core.excludesFile', ignore.value], here);
    if (!set.ok) return set;
  }
  const done = await git(['config', 'core.bare', 'false'], here);
  return done.ok ? ok(undefined) : done;
};

/** Opens the task's own repository, made on first use, mended if a crash left it half-made. */
export const openTaskRepo = async (at: GitProject, task: string): Promise<Result<TaskRepo>> => {
  const dir = taskRepoOf(at.project, task);
  try {
    if (!/bare = false/.test(textOf(join(dir, 'config')))) {
      const made = await initialise(dir, at);
      if (!made.ok) return made;
    }
    writeParts(dir, at);
    return ok({ dir, at });
  } catch (error) {
    return fileFailure(error, dir);
  }
};

/** A path of the repository as the project has it. */
export const inProject = ({ at }: TaskRepo, path: string): string =>
  path.startsWith(at.prefix) ? path.slice(at.prefix.length) : path;

/** A call of git upon `root`'s files by way of the task's repository and an index of our choice. */
export const onFiles = (repo: TaskRepo, root: string, index: string): GitCall => ({
  cwd: root,
  env: {
    GIT_DIR: repo.dir,
    GIT_WORK_TREE: root,
    GIT_INDEX_FILE: index,
    GIT_LITERAL_PATHSPECS: '1',
  },
});

/** A call of git upon objects alone. */
export const onObjects = (repo: TaskRepo): GitCall => ({
  cwd: repo.dir,
  env: { GIT_DIR: repo.dir, GIT_LITERAL_PATHSPECS: '1' },
});
