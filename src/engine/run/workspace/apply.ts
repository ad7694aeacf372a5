import { posix } from 'node:path';
import { fail, ok, type Result } from '../../../domain/errors.ts';
import { bring } from './bring.ts';
import { type Change, changesBetween, isLink, isRepository } from './changes.ts';
import { wantedOf } from './choose.ts';
import type { DiffRequest } from './diff.ts';
import { git } from './git.ts';
import { currentTree, type Located, locate } from './located.ts';
import { readRecord, writeRecord } from './record.ts';
import { inProject, onObjects, type TaskRepo } from './task-repo.ts';

export interface Applied {
  /** The files brought into the person's tree, below the project. */
  readonly files: readonly string[];
  /** Of these, the ones the person had edited elsewhere: they hold both. */
  readonly merged: readonly string[];
  /** The person's tree had all of it before. */
  readonly already: boolean;
  readonly notes: readonly string[];
}

const leadsOut = (repo: TaskRepo, path: string, target: string): boolean => {
  const lands = posix.join(posix.dirname(path), target);
  const prefix = repo.at.prefix.replace(/\/$/, '');
  const inside = prefix === '' ? !lands.startsWith('..') : lands === prefix || lands.startsWith(`${prefix}/`);
  return posix.isAbsolute(target) || !inside;
};

/** New symbolic links that point out of the project. */
const linksOut = async (repo: TaskRepo, changes: readonly Change[]): Promise<Result<string[]>> => {
  const out: string[] = [];
  for (const { path, after } of changes) {
    if (after === null || !isLink(after)) continue;
    const target = await git(['cat-file', 'blob', after.id], onObjects(repo));
    if (!target.ok) return target;
    if (leadsOut(repo, path, target.value)) out.push(path);
  }
  return ok(out);
};

/** What must not come into the person's tree at all, as a refusal. */
const refuse = async (repo: TaskRepo, changes: readonly Change[]): Promise<Result<void>> => {
  const odd = changes.filter(({ path }) => path.includes('\uFFFD'));
  if (odd.length > 0)
    return fail('apply.conflict', `these file names are not UTF-8: ${named(repo, odd)}`, {
      mend: 'bring these files over by hand',
    });
  const out = await linksOut(repo, changes);
  if (!out.ok) return out;
  if (out.value.length === 0) return ok(undefined);
  const links = out.value.map((path) => inProject(repo, path)).join(', ');
  return fail('file.outside', `these links point outside the project: ${links}`, {
    mend: 'let the task take them back, or make them by hand',
  });
};

const named = (repo: TaskRepo, changes: readonly Change[]): string =>
  changes.map(({ path }) => inProject(repo, path)).join(', ');

interface Work {
  readonly result: string;
  readonly changes: readonly Change[];
  /** Since the last apply; null where there was none. */
  readonly since: readonly Change[] | null;
  readonly notes: readonly string[];
}

const readWork = async (located: Located, request: DiffRequest): Promise<Result<Work>> => {
  const { repo, record } = located;
  const now = await currentTree(located, request.deliverables ?? []);
  if (!now.ok) return now;
  const result = now.value.tree;
  const changes = await changesBetween(repo, request.base, result);
  if (!changes.ok) return changes;
  const since = record.applied === null ? ok(null) : await changesBetween(repo, record.applied, result);
  if (!since.ok) return since;
  const ours = ({ before, after }: Change): boolean => !isRepository(before) && !isRepository(after);
  const foreign = changes.value.filter((change) => !ours(change));
  return ok({
    result,
    changes: changes.value.filter(ours),
    since: since.value?.filter(ours) ?? null,
    notes: foreign.map(({ path }) => `${inProject(repo, path)} is a git repository of its own: left out`),
  });
};

const bringWork = async (located: Located, work: Work): Promise<Result<Applied>> => {
  const { at, repo, task } = located;
  const wanted = wantedOf(work.changes, work.since);
  const brought = await bring(repo, at.top, wanted);
  if (!brought.ok) return brought;
  const own = (paths: readonly string[]): string[] => paths.map((path) => inProject(repo, path));
  const { files, merged, conflicts } = brought.value;
  if (conflicts.length > 0)
    return fail('apply.conflict', `your own edits are in the way: ${own(conflicts).join(', ')}`);
  const record = readRecord(at.project, task) ?? located.record;
  const kept = writeRecord(at.project, task, { ...record, applied: work.result });
  if (!kept.ok) return kept;
  const already = files.length === 0;
  return ok({
    files: own(already ? wanted.map(({ path }) => path) : files),
    merged: own(merged),
    already,
    notes: work.notes,
  });
};

/**
 * Brings what a task changed into the person's tree, uncommitted and unstaged:
 * all of it or, where it would overwrite the person's own edits, none of it.
 */
export const applyTask = async (request: DiffRequest): Promise<Result<Applied>> => {
  const located = await locate(request.project, request.task, request.base);
  if (!located.ok) return located;
  if (located.value.place === 'shared')
    return fail('apply.nothing', `${request.task} worked in your own tree: its changes are there already`);
  const work = await readWork(located.value, request);
  if (!work.ok) return work;
  const { changes, since } = work.value;
  if (changes.length === 0 && (since ?? []).length === 0)
    return fail('apply.nothing', `${request.task} changed nothing`);
  const allowed = await refuse(located.value.repo, changes);
  return allowed.ok ? bringWork(located.value, work.value) : allowed;
};
