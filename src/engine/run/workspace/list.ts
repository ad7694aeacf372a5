import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../domain/errors.ts';
import { type GitProject, gitProject } from './git-project.ts';
import { treeOf } from './layout.ts';
import { currentTree, type Located, locate } from './located.ts';
import { readRecord, type WorkspaceRecord } from './record.ts';
import { removeTree } from './worktree.ts';

export interface WorktreeEntry {
  readonly task: string;
  readonly day: string | null;
  readonly path: string;
  /** Made only in part: whoever made it was stopped on the way. */
  readonly halfMade: boolean;
  /** Whether anything was changed in it; null where that cannot be told. */
  readonly dirty: boolean | null;
  /** Whether all of that was brought into the person's tree. */
  readonly applied: boolean;
}

const tasksWithTrees = (project: string): string[] => {
  try {
    const tasks = readdirSync(join(project, 'agent_workspaces'));
    return tasks.filter((task) => existsSync(treeOf(project, task))).sort();
  } catch {
    return [];
  }
};

const nowOf = async (located: Result<Located>): Promise<string | null> => {
  const now = located.ok ? await currentTree(located.value, []) : located;
  return now.ok ? now.value.tree : null;
};

const entryOf = async (at: GitProject, task: string): Promise<WorktreeEntry> => {
  const record: WorkspaceRecord | null = readRecord(at.project, task);
  const base = record?.worktree ?? null;
  const about = { task, day: record?.day ?? null, path: treeOf(at.project, task) };
  const unknown = { ...about, halfMade: record !== null && base === null, dirty: null, applied: false };
  if (base === null) return unknown;
  const now = await nowOf(await locate(at.project, task, base));
  if (now === null) return unknown;
  return { ...about, halfMade: false, dirty: now !== base, applied: now === record?.applied };
};

/** The worktrees of the tasks in this project; none where it is not in git. */
export const listWorktrees = async (project: string): Promise<WorktreeEntry[]> => {
  const at = await gitProject(project);
  if (!at.ok) return [];
  const entries: WorktreeEntry[] = [];
  for (const task of tasksWithTrees(project)) entries.push(await entryOf(at.value, task));
  return entries;
};

/** Takes a task's worktree away, on the person's word alone; its last state stays as a snapshot. */
export const removeWorktree = async (project: string, task: string): Promise<Result<void>> => {
  const at = await gitProject(project);
  if (!at.ok) return at;
  const tree = treeOf(project, task);
  if (!existsSync(tree)) return fail('worktree.failed', `${task} has no worktree`, { where: tree });
  const base = readRecord(project, task)?.worktree ?? null;
  if (base !== null) {
    const located = await locate(project, task, base);
    const kept = located.ok ? await currentTree(located.value, []) : located;
    if (!kept.ok) return kept;
  }
  const removed = removeTree(at.value, tree);
  return removed.ok ? ok(undefined) : removed;
};
