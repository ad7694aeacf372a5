import { existsSync } from 'node:fs';
import { fail, ok, type Result } from '../../../domain/errors.ts';
import { type GitProject, gitProject } from './git-project.ts';
import { treeOf } from './layout.ts';
import { noRecord, readRecord, type WorkspaceRecord, writeRecord } from './record.ts';
import { type Snapshot, snapshot } from './snapshot.ts';
import { openTaskRepo, type TaskRepo } from './task-repo.ts';

/** Where a task's files are, and what is known of them. */
export interface Located {
  readonly at: GitProject;
  readonly task: string;
  readonly repo: TaskRepo;
  readonly record: WorkspaceRecord;
  readonly place: 'worktree' | 'shared';
}

const placeOf = (project: string, task: string, record: WorkspaceRecord, base: string) => {
  if (record.worktree === base) return 'worktree';
  if (record.shared === base) return 'shared';
  return existsSync(treeOf(project, task)) ? 'worktree' : 'shared';
};

/** Finds the files of the work that began at `base`. */
export const locate = async (project: string, task: string, base: string): Promise<Result<Located>> => {
  const at = await gitProject(project);
  if (!at.ok) return at;
  const repo = await openTaskRepo(at.value, task);
  if (!repo.ok) return repo;
  const record = readRecord(project, task) ?? noRecord;
  const place = placeOf(project, task, record, base);
  return ok({ at: at.value, task, repo: repo.value, record, place });
};

const remember = (located: Located, tree: string): Result<void> => {
  const { at, task, place } = located;
  // Read again: another call may have written since.
  const record = readRecord(at.project, task) ?? located.record;
  if (place === 'shared' || record.result === tree) return ok(undefined);
  return writeRecord(at.project, task, { ...record, result: tree });
};

/** The task's files as they are now; as they last were where the worktree is gone. */
export const currentTree = async (
  located: Located,
  deliverables: readonly string[],
): Promise<Result<Snapshot>> => {
  const { at, task, repo, record, place } = located;
  const root = place === 'worktree' ? treeOf(at.project, task) : at.top;
  if (!existsSync(root)) {
    if (record.result !== null) return ok({ tree: record.result, unread: [] });
    return fail('worktree.failed', `the worktree of ${task} is gone`, {
      where: root,
      mend: '`orch retry` makes a new one',
    });
  }
  const taken = await snapshot(repo, {
    root,
    start: place === 'worktree' ? (record.start ?? at.head) : at.head,
    cache: place,
    include: deliverables.map((path) => at.prefix + path),
  });
  if (!taken.ok) return taken;
  const kept = remember(located, taken.value.tree);
  return kept.ok ? taken : kept;
};
