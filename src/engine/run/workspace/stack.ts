import { fail, ok, type Result } from '../../../domain/errors.ts';
import { bring } from './bring.ts';
import { changesBetween, isRepository } from './changes.ts';
import { type Wanted, wantedOf } from './choose.ts';
import type { GitProject } from './git-project.ts';
import { currentTree, locate } from './located.ts';
import { readRecord } from './record.ts';
import { inProject, type TaskRepo } from './task-repo.ts';

/** The tasks whose work this one builds on, each after those it builds on itself. */
const buildOrder = (project: string, tasks: readonly string[]): string[] => {
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (task: string): void => {
    if (seen.has(task)) return;
    seen.add(task);
    for (const earlier of readRecord(project, task)?.dependsOn ?? []) visit(earlier);
    order.push(task);
  };
  for (const task of tasks) visit(task);
  return order;
};

interface Work {
  readonly repo: TaskRepo;
  readonly wanted: readonly Wanted[];
}

const workOf = async (at: GitProject, task: string, base: string): Promise<Result<Work>> => {
  const located = await locate(at.project, task, base);
  if (!located.ok) return located;
  const { repo, record } = located.value;
  const now = await currentTree(located.value, []);
  if (!now.ok) return now;
  const changes = await changesBetween(repo, base, now.value.tree);
  if (!changes.ok) return changes;
  const since =
    record.applied === null ? ok(null) : await changesBetween(repo, record.applied, now.value.tree);
  if (!since.ok) return since;
  const wanted = wantedOf(changes.value, since.value);
  return ok({ repo, wanted: wanted.filter(({ known, theirs }) => ![...known, theirs].some(isRepository)) });
};

/** Who else brought these files, for a message that names both. */
const rivalOf = (brought: ReadonlyMap<string, string>, paths: readonly string[]): string =>
  paths.map((path) => brought.get(path)).find((task) => task !== undefined) ?? 'the last commit';

interface Stack {
  readonly at: GitProject;
  readonly task: string;
  readonly tree: string;
  /** Which task brought which file so far. */
  readonly brought: Map<string, string>;
}

const misfit = (stack: Stack, repo: TaskRepo, earlier: string, paths: readonly string[]): Result<never> => {
  const files = paths.map((path) => inProject(repo, path));
  const rival = rivalOf(stack.brought, paths);
  const what = `${stack.task} cannot start from the work of ${earlier}: it does not fit with ${rival}`;
  return fail('worktree.failed', `${what} in ${files.join(', ')}`, {
    mend: `apply ${earlier}, settle the files, commit; then \`orch retry ${stack.task}\``,
  });
};

const stackOne = async (stack: Stack, earlier: string, base: string): Promise<Result<string[]>> => {
  const work = await workOf(stack.at, earlier, base);
  if (!work.ok) return work;
  const done = await bring(work.value.repo, stack.tree, work.value.wanted);
  if (!done.ok) return done;
  const { files, conflicts } = done.value;
  if (conflicts.length > 0) return misfit(stack, work.value.repo, earlier, conflicts);
  for (const file of files) stack.brought.set(file, earlier);
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  return ok(files.length === 0 ? [] : [`starts from the work of ${earlier} (${count})`]);
};

/** Brings the work of the tasks this one depends on into its fresh worktree. Returns notes. */
export const stackWork = async (
  at: GitProject,
  task: string,
  tree: string,
  dependsOn: readonly string[],
): Promise<Result<string[]>> => {
  const notes: string[] = [];
  const stack: Stack = { at, task, tree, brought: new Map() };
  for (const earlier of buildOrder(at.project, dependsOn)) {
    const base = readRecord(at.project, earlier)?.worktree ?? null;
    if (base !== null) {
      const stacked = await stackOne(stack, earlier, base);
      if (!stacked.ok) return stacked;
      notes.push(...stacked.value);
    } else if (dependsOn.includes(earlier))
      notes.push(`${earlier} had no worktree: of its work, only what is committed is here`);
  }
  return ok(notes);
};
