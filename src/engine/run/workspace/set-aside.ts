import { existsSync, renameSync } from 'node:fs';
import { ok, type Result } from '../../../domain/errors.ts';
import { fileFailure } from '../../../journal/durable.ts';
import type { GitProject } from './git-project.ts';
import { taskRepoOf, treeOf } from './layout.ts';
import { readRecord } from './record.ts';
import { mendTree, moveTree } from './worktree.ts';

/** A name nothing has yet: days can share one. */
const freeName = (name: string): string => {
  let free = name;
  for (let n = 2; existsSync(free); n += 1) free = `${name}-${n}`;
  return free;
};

/** Puts the work of an earlier day under the same id aside, whole. Returns notes. */
export const setAside = async (
  at: GitProject,
  task: string,
  day: string | undefined,
): Promise<Result<string[]>> => {
  const record = readRecord(at.project, task);
  if (day === undefined || record === null || record.day === null || record.day === day) return ok([]);
  const tree = treeOf(at.project, task);
  const place = freeName(`${tree}-${record.day}`);
  const worked = record.worktree !== null && existsSync(tree);
  if (worked) {
    const mended = await mendTree(at, tree, record.start ?? '');
    if (!mended.ok) return mended;
    const moved = await moveTree(at, tree, place);
    if (!moved.ok) return moved;
  }
  const repo = taskRepoOf(at.project, task);
  try {
    renameSync(repo, freeName(`${repo}@${record.day}`));
  } catch (error) {
    return fileFailure(error, repo);
  }
  return ok(worked ? [`its worktree of ${record.day} was kept as ${place}`] : []);
};
