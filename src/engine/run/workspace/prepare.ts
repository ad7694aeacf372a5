import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { ok, type Result } from '../../../domain/errors.ts';
import type { Isolation } from '../../../domain/task.ts';
import { fileFailure } from '../../../journal/durable.ts';
import { runGit } from './git.ts';
import { checkedOutSubmodules, type GitProject, gitProject } from './git-project.ts';
import { makeFolders, treeOf, workspaceOf } from './layout.ts';
import { makeTree, reuseTree } from './make-tree.ts';
import type { PrepareRequest } from './prepare-request.ts';
import { noRecord, readRecord, writeRecord } from './record.ts';
import { setAside } from './set-aside.ts';
import { snapshot } from './snapshot.ts';
import { openTaskRepo, type TaskRepo } from './task-repo.ts';

export interface Prepared {
  /** Where the agent works. */
  readonly cwd: string;
  readonly isolation: Isolation;
  /** The tree the work starts from; null where git cannot tell. */
  readonly base: string | null;
  readonly notes: readonly string[];
}

/** Why there can be no worktree here, as a sentence, or null. */
const hindrance = async (at: GitProject): Promise<string | null> => {
  if (at.head === null) return 'the project has no commit yet';
  const known = await runGit(['cat-file', '-e', `HEAD:${at.prefix}`], { cwd: at.top });
  if (known.code !== 0) return 'the last commit does not hold the project';
  const submodules = await checkedOutSubmodules(at);
  if (submodules.length > 0) return `a worktree would lack the submodules (${submodules.join(', ')})`;
  return null;
};

/** The person's own tree, as it is when the first attempt begins. */
const sharedBase = async (request: PrepareRequest, repo: TaskRepo): Promise<Result<string>> => {
  const { project, task, day } = request;
  const record = readRecord(project, task.id) ?? noRecord;
  if (record.shared !== null) return ok(record.shared);
  const { top, head } = repo.at;
  const taken = await snapshot(repo, { root: top, start: head, cache: 'shared', include: [] });
  if (!taken.ok) return taken;
  const dependsOn = [...request.dependsOn];
  const next = { ...record, day: day ?? record.day, shared: taken.value.tree, dependsOn };
  const kept = writeRecord(project, task.id, next);
  return kept.ok ? ok(taken.value.tree) : kept;
};

const prepareShared = async (
  request: PrepareRequest,
  repo: TaskRepo,
  notes: readonly string[],
): Promise<Prepared> => {
  const base = await sharedBase(request, repo);
  const untold = base.ok ? [] : [`what it changes cannot be shown: ${base.error.what}`];
  return {
    cwd: request.project,
    isolation: 'shared',
    base: base.ok ? base.value : null,
    notes: [...notes, ...untold],
  };
};

const prepareWorktree = async (request: PrepareRequest, repo: TaskRepo): Promise<Result<Prepared>> => {
  const { project, task } = request;
  const tree = treeOf(project, task.id);
  const record = readRecord(project, task.id);
  const halfMade = record !== null && record.worktree === null && record.start !== null;
  const reusable = existsSync(tree) && !halfMade;
  const made = reusable ? await reuseTree(request, repo, tree) : await makeTree(request, repo, tree);
  if (!made.ok) return made;
  const { base, notes } = made.value;
  return ok({ cwd: resolve(tree, repo.at.prefix), isolation: 'worktree', base, notes });
};

const inGit = async (request: PrepareRequest, at: GitProject): Promise<Result<Prepared>> => {
  const aside = await setAside(at, request.task.id, request.day);
  if (!aside.ok) return aside;
  const repo = await openTaskRepo(at, request.task.id);
  if (!repo.ok) return repo;
  if (request.isolation === 'shared') return ok(await prepareShared(request, repo.value, aside.value));
  const why = await hindrance(at);
  if (why !== null)
    return ok(
      await prepareShared(request, repo.value, [...aside.value, `${why}: it works in your own tree`]),
    );
  const prepared = await prepareWorktree(request, repo.value);
  if (!prepared.ok) return prepared;
  return ok({ ...prepared.value, notes: [...aside.value, ...prepared.value.notes] });
};

/** Gives a task its place to work, the same one at every attempt; what is missing for it is said in notes. */
export const prepareWorkspace = async (request: PrepareRequest): Promise<Result<Prepared>> => {
  const { project, task } = request;
  const folders = await makeFolders(project);
  if (!folders.ok) return folders;
  try {
    mkdirSync(workspaceOf(project, task.id), { recursive: true });
  } catch (error) {
    return fileFailure(error, workspaceOf(project, task.id));
  }
  const at = await gitProject(project);
  if (at.ok) return inGit(request, at.value);
  const asked = request.isolation === 'worktree' ? [`${at.error.what}: it works in your own tree`] : [];
  return ok({ cwd: project, isolation: 'shared', base: null, notes: asked });
};
