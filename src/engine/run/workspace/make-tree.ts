import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../domain/errors.ts';
import { copyContext } from './context.ts';
import { git } from './git.ts';
import { uncommitted } from './git-project.ts';
import type { PrepareRequest } from './prepare-request.ts';
import { noRecord, readRecord, type WorkspaceRecord, writeRecord } from './record.ts';
import { snapshot } from './snapshot.ts';
import { stackWork } from './stack.ts';
import type { TaskRepo } from './task-repo.ts';
import { addTree, mendTree, removeTree } from './worktree.ts';

export interface Made {
  readonly base: string;
  readonly notes: readonly string[];
}

const treeOfCommit = (repo: TaskRepo, commit: string): Promise<Result<string>> =>
  git(['rev-parse', '--verify', `${commit}^{tree}`], { cwd: repo.at.top });

/** Files that were there without a record: work to go on with, as if begun at its commit. */
const adopt = async (
  request: PrepareRequest,
  repo: TaskRepo,
  tree: string,
): Promise<Result<WorkspaceRecord>> => {
  const found = await git(['rev-parse', '--verify', 'HEAD^{commit}'], { cwd: tree });
  const start = found.ok ? found.value : (repo.at.head ?? '');
  const base = await treeOfCommit(repo, start);
  if (!base.ok) return base;
  const { day = null, dependsOn } = request;
  return ok({ ...noRecord, day, start, worktree: base.value, dependsOn: [...dependsOn] });
};

/** Goes on in the worktree of an earlier attempt, with everything in it. */
export const reuseTree = async (
  request: PrepareRequest,
  repo: TaskRepo,
  tree: string,
): Promise<Result<Made>> => {
  const { project, task } = request;
  const known = readRecord(project, task.id);
  const adopted = known?.worktree == null ? await adopt(request, repo, tree) : ok(known);
  if (!adopted.ok) return adopted;
  const record = adopted.value;
  const base = record.worktree ?? '';
  const mended = await mendTree(repo.at, tree, record.start ?? '');
  if (!mended.ok) return mended;
  const kept = record === known ? ok(undefined) : writeRecord(project, task.id, record);
  if (!kept.ok) return kept;
  const notes = [
    ...(record === known ? [] : ['its worktree was there before: it goes on with what is in it']),
    ...(mended.value === null ? [] : [mended.value]),
  ];
  return ok({ base, notes });
};

const uncommittedNote = async (repo: TaskRepo): Promise<string[]> => {
  const count = await uncommitted(repo.at);
  if (count === 0) return [];
  const files = count === 1 ? '1 file of yours is' : `${count} files of yours are`;
  return [`${files} not committed: the worktree starts from the last commit, without them`];
};

const fill = async (request: PrepareRequest, repo: TaskRepo, tree: string): Promise<Result<string[]>> => {
  const { task, dependsOn } = request;
  const start = repo.at.head ?? '';
  const added = await addTree(repo.at, tree, start);
  if (!added.ok) return added;
  const stacked = await stackWork(repo.at, task.id, tree, dependsOn);
  if (!stacked.ok) return stacked;
  const copied = await copyContext(repo.at, join(tree, repo.at.prefix), task.context_files);
  return ok([...stacked.value, ...copied, ...(await uncommittedNote(repo))]);
};

/** Makes a fresh worktree; the record tells a half-made one from one that has been worked in. */
export const makeTree = async (
  request: PrepareRequest,
  repo: TaskRepo,
  tree: string,
): Promise<Result<Made>> => {
  const { project, task, dependsOn, day = null } = request;
  const gone = readRecord(project, task.id)?.worktree != null;
  const start = repo.at.head;
  if (start === null) return fail('worktree.failed', 'the project has no commit yet');
  const begun = { ...noRecord, day, start, dependsOn: [...dependsOn] };
  const marked = writeRecord(project, task.id, begun);
  if (!marked.ok) return marked;
  rmSync(join(repo.dir, 'index-worktree'), { force: true });
  const cleared = removeTree(repo.at, tree);
  if (!cleared.ok) return cleared;
  const filled = await fill(request, repo, tree);
  if (!filled.ok) return filled;
  const taken = await snapshot(repo, { root: tree, start, cache: 'worktree', include: [] });
  if (!taken.ok) return taken;
  const kept = writeRecord(project, task.id, { ...begun, worktree: taken.value.tree });
  if (!kept.ok) return kept;
  const notes = gone ? ['its worktree was gone: a new one was made'] : [];
  return ok({ base: taken.value.tree, notes: [...notes, ...filled.value] });
};
