import { fail, ok, type Result } from '../../../domain/errors.ts';
import { git, runGit } from './git.ts';

/** The person's repository, as far as orch needs to know it. */
export interface GitProject {
  readonly project: string;
  /** The top of the work tree, which may lie above the project. */
  readonly top: string;
  /** The project below the top, `packages/api/`; empty where they are the same. */
  readonly prefix: string;
  readonly common: string;
  /** Null before the first commit. */
  readonly head: string | null;
  readonly format: string;
}

const notGit = (said: string): string => {
  if (/not a git repository/i.test(said)) return 'this is not a git project';
  if (/must be run in a work tree/.test(said)) return 'this is a bare repository, without files to work on';
  if (/dubious ownership/.test(said)) return 'git does not trust this folder: it belongs to another user';
  return said;
};

/** Reads the repository a project lies in; the failure says in words why there is none to work with. */
export const gitProject = async (project: string): Promise<Result<GitProject>> => {
  const ask = (...args: string[]) => git(['rev-parse', ...args], { cwd: project });
  const top = await ask('--show-toplevel');
  if (!top.ok) return fail('git.failed', notGit(top.error.what));
  const [prefix, common, head, format] = await Promise.all([
    ask('--show-prefix'),
    ask('--path-format=absolute', '--git-common-dir'),
    ask('--verify', '--quiet', 'HEAD^{commit}'),
    ask('--show-object-format'),
  ]);
  if (!prefix.ok) return prefix;
  if (!common.ok) return common;
  return ok({
    project,
    top: top.value,
    prefix: prefix.value,
    common: common.value,
    head: head.ok ? head.value : null,
    format: format.ok ? format.value : 'sha1',
  });
};

/** How many files of the project differ from the last commit, untracked ones counted. */
export const uncommitted = async (at: GitProject): Promise<number> => {
  const args = ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all', '--', '.'];
  const status = await git(args, { cwd: at.project });
  return status.ok ? status.value.split('\0').filter((line) => line !== '').length : 0;
};

/** Folders that hold repositories of their own, checked out: a worktree would have them empty. */
export const checkedOutSubmodules = async (at: GitProject): Promise<string[]> => {
  const listed = await git(['ls-files', '-s', '-z', '--', '.'], { cwd: at.project });
  if (!listed.ok) return [];
  const links = listed.value.split('\0').filter((line) => line.startsWith('160000 '));
  const paths = links.map((line) => line.slice(line.indexOf('\t') + 1));
  const filled = await Promise.all(paths.map((path) => hasRepository(at.project, path)));
  return paths.filter((_, index) => filled[index]);
};

const hasRepository = async (project: string, path: string): Promise<boolean> => {
  const found = await runGit(['-C', path, 'rev-parse', '--show-prefix'], { cwd: project });
  // An empty folder answers with its own name: there git finds the repository around it.
  return found.code === 0 && Buffer.from(found.bytes).toString().trim() === '';
};
