import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Result } from '../../../domain/errors.ts';
import { fileFailure, replaceFile } from '../../../journal/durable.ts';
import { taskRepoOf } from './layout.ts';

const id = z.string().nullable();

const schema = z.object({
  day: id,
  /** The commit the worktree was made from. Set before it is made: alone, it tells of a half-made one. */
  start: id,
  /** The tree the work in the worktree started from. */
  worktree: id,
  /** The tree the work in the person's own tree started from. */
  shared: id,
  dependsOn: z.array(z.string()),
  /** The last tree seen, so that a result outlives its worktree. */
  result: id,
  /** The result that was brought into the person's tree. */
  applied: id,
});

/** What orch knows of a task's workspace, kept beside its snapshots. */
export type WorkspaceRecord = Readonly<z.infer<typeof schema>>;

export const noRecord: WorkspaceRecord = {
  day: null,
  start: null,
  worktree: null,
  shared: null,
  dependsOn: [],
  result: null,
  applied: null,
};

const fileOf = (project: string, task: string): string => join(taskRepoOf(project, task), 'record.json');

/** Null where nothing (readable) is known: then what lies on the disk decides. */
export const readRecord = (project: string, task: string): WorkspaceRecord | null => {
  try {
    return schema.parse(JSON.parse(readFileSync(fileOf(project, task), 'utf8')));
  } catch {
    return null;
  }
};

export const writeRecord = (project: string, task: string, record: WorkspaceRecord): Result<void> => {
  const folder = taskRepoOf(project, task);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    return fileFailure(error, folder);
  }
  return replaceFile(fileOf(project, task), JSON.stringify(record));
};
