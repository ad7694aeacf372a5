import type { DiffStat } from '../../../domain/attempt-event.ts';
import { ok, type Result } from '../../../domain/errors.ts';
import { changesBetween, isRepository } from './changes.ts';
import { git } from './git.ts';
import { currentTree, locate } from './located.ts';
import { inProject, onObjects, type TaskRepo } from './task-repo.ts';

export interface FileStat {
  /** Below the project. */
  readonly path: string;
  /** Its name before, where it was renamed. */
  readonly from: string | null;
  /** Null for a binary file. */
  readonly added: number | null;
  readonly removed: number | null;
}

export interface Diff {
  /** For reading and for `git apply`; the paths start at the project. */
  readonly patch: string;
  readonly files: readonly FileStat[];
  readonly total: DiffStat;
  /** The task worked in the person's own tree: edits of others may be among these. */
  readonly mixed: boolean;
  readonly notes: readonly string[];
}

export interface DiffRequest {
  readonly project: string;
  readonly task: string;
  /** The tree the work started from. */
  readonly base: string;
  /** Shown even where an ignore rule names them. */
  readonly deliverables?: readonly string[];
}

const count = (text: string | undefined): number | null =>
  text === undefined || text === '-' ? null : Number(text);

/** Reads `--numstat -z`, in which a renamed file leaves its name empty and two names follow. */
const parseStats = (text: string): FileStat[] => {
  const parts = text.split('\0');
  const files: FileStat[] = [];
  for (let i = 0; i < parts.length; i += 1) {
    const row = /^(\d+|-)\t(\d+|-)\t([\s\S]*)$/.exec(parts[i] ?? '');
    if (row === null) continue;
    const counts = { added: count(row[1]), removed: count(row[2]) };
    if (row[3] !== '') files.push({ path: row[3] ?? '', from: null, ...counts });
    else {
      files.push({ path: parts[i + 2] ?? '', from: parts[i + 1] ?? '', ...counts });
      i += 2;
    }
  }
  return files;
};

const totalOf = (files: readonly FileStat[]): DiffStat => ({
  files: files.length,
  added: files.reduce((sum, file) => sum + (file.added ?? 0), 0),
  removed: files.reduce((sum, file) => sum + (file.removed ?? 0), 0),
});

const show = (repo: TaskRepo, format: readonly string[], base: string, tree: string) => {
  const plain = ['--no-ext-diff', '--no-textconv', '--no-color', '--find-renames'];
  const scope = repo.at.prefix === '' ? [] : [`--relative=${repo.at.prefix}`];
  return git(['diff-tree', '-r', ...plain, ...format, ...scope, base, tree], onObjects(repo));
};

/** Repositories that the work made or moved: what is in them is not in the diff. */
const foreignNotes = async (repo: TaskRepo, base: string, tree: string): Promise<string[]> => {
  const changes = await changesBetween(repo, base, tree);
  if (!changes.ok) return [];
  const links = changes.value.filter(({ before, after }) => isRepository(before) || isRepository(after));
  return links.map(
    ({ path }) => `${inProject(repo, path)} is a git repository of its own; what is in it is not shown`,
  );
};

/** What a task changed since its work began. */
export const diffOf = async (request: DiffRequest): Promise<Result<Diff>> => {
  const { project, task, base } = request;
  const located = await locate(project, task, base);
  if (!located.ok) return located;
  const { repo, place } = located.value;
  const now = await currentTree(located.value, request.deliverables ?? []);
  if (!now.ok) return now;
  const patch = await show(repo, ['-p', '--binary', '--full-index'], base, now.value.tree);
  if (!patch.ok) return patch;
  const stats = await show(repo, ['--numstat', '-z'], base, now.value.tree);
  if (!stats.ok) return stats;
  const files = parseStats(stats.value);
  return ok({
    patch: patch.value === '' ? '' : `${patch.value}\n`,
    files,
    total: totalOf(files),
    mixed: place === 'shared',
    notes: [...now.value.unread, ...(await foreignNotes(repo, base, now.value.tree))],
  });
};
