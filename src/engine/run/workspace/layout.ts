import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../../domain/errors.ts';
import { fileFailure } from '../../../journal/durable.ts';
import { runGit } from './git.ts';

/** agent_workspaces/<task>: what the agent was told and what it wrote about it. */
export const workspaceOf = (project: string, task: string): string => join(project, 'agent_workspaces', task);

/** The top of a task's worktree. */
export const treeOf = (project: string, task: string): string => join(workspaceOf(project, task), 'tree');

/** A task's own repository: snapshots go here, never into the person's .git. */
export const taskRepoOf = (project: string, task: string): string => join(project, '.orch', 'git', task);

const ignored = async (project: string, folder: string): Promise<boolean> =>
  (await runGit(['check-ignore', '-q', `${folder}/anything`], { cwd: project })).code === 0;

/** Makes orch's two folders, each with a .gitignore of its own where the project does not ignore it. */
export const makeFolders = async (project: string): Promise<Result<void>> => {
  for (const folder of ['agent_workspaces', '.orch']) {
    const path = join(project, folder);
    try {
      mkdirSync(path, { recursive: true });
      const file = join(path, '.gitignore');
      if (!existsSync(file) && !(await ignored(project, folder))) writeFileSync(file, '*\n');
    } catch (error) {
      return fileFailure(error, path);
    }
  }
  return ok(undefined);
};
