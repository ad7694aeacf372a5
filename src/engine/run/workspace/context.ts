import { cpSync, existsSync, lstatSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { git, listed, runGit } from './git.ts';
import type { GitProject } from './git-project.ts';

/** Never copied, whatever a task names. */
const kept = new Set(['.git', '.orch', 'agent_workspaces', 'node_modules']);

const ordinary = (project: string, path: string): boolean =>
  !relative(project, path)
    .split(sep)
    .some((part) => kept.has(part));

const leavesProject = (project: string, path: string): boolean =>
  relative(realpathSync(project), realpathSync(path)).split(sep)[0] === '..';

const inHead = async (at: GitProject, path: string): Promise<boolean> =>
  (await runGit(['cat-file', '-e', `HEAD:${at.prefix}${path}`], { cwd: at.project })).code === 0;

/** Of one named path, what the last commit does not have. */
const missing = async (at: GitProject, path: string): Promise<string[]> => {
  const plain = path.replace(/^\.\//, '').replace(/\/+$/, '');
  if (!existsSync(join(at.project, plain))) return [];
  if (plain !== '.' && !(await inHead(at, plain))) return [plain];
  if (!lstatSync(join(at.project, plain)).isDirectory()) return [];
  const args = ['ls-files', '--others', '--exclude-standard', '-z', '--', plain];
  const others = await git(args, { cwd: at.project, env: { GIT_LITERAL_PATHSPECS: '1' } });
  return others.ok ? listed(others.value) : [];
};

/**
 * Copies the context files that the last commit lacks into a fresh worktree:
 * an agent must be able to read what it was told to read. Returns notes.
 */
export const copyContext = async (
  at: GitProject,
  cwd: string,
  contextFiles: readonly string[],
): Promise<string[]> => {
  const copied: string[] = [];
  const failed: string[] = [];
  for (const path of new Set((await Promise.all(contextFiles.map((file) => missing(at, file)))).flat())) {
    const from = join(at.project, path);
    try {
      if (!ordinary(at.project, from)) continue;
      if (leavesProject(at.project, from)) {
        failed.push(path);
        continue;
      }
      const filter = (source: string): boolean => ordinary(at.project, source);
      cpSync(from, join(cwd, path), { recursive: true, force: false, verbatimSymlinks: true, filter });
      copied.push(path);
    } catch {
      failed.push(path);
    }
  }
  return [
    ...(copied.length === 0 ? [] : [`not committed yet, copied into its worktree: ${copied.join(', ')}`]),
    ...(failed.length === 0 ? [] : [`could not be copied into its worktree: ${failed.join(', ')}`]),
  ];
};
