import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../../domain/errors.ts';
import { fileFailure } from '../../../journal/durable.ts';
import { type Entry, sameEntry } from './changes.ts';
import { type Choice, choose, type Wanted } from './choose.ts';
import { git } from './git.ts';
import { unedited } from './line-ends.ts';
import { mergeLines } from './merge.ts';
import { mineOf, momentOf, obstacles } from './mine.ts';
import { type Placement, place } from './place.ts';
import { onFiles, type TaskRepo } from './task-repo.ts';

export interface Brought {
  /** The files that now differ from before. */
  readonly files: readonly string[];
  /** Of these, the ones that hold both sides' lines. */
  readonly merged: readonly string[];
  /** What is in the way; where there is anything, nothing was done at all. */
  readonly conflicts: readonly string[];
}

interface Settlement {
  readonly settled: readonly Settled[];
  readonly clashes: readonly string[];
}

interface Settled {
  readonly path: string;
  readonly entry: Entry;
  readonly merged: boolean;
}

const stopped = (conflicts: readonly string[]): Brought => ({ files: [], merged: [], conflicts });

type Merge = Extract<Choice, { do: 'merge' }>;

/** Null where the two sides do not fit together. */
const settleMerge = async (
  repo: TaskRepo,
  scratch: string,
  choice: Merge,
): Promise<Result<Settled | null>> => {
  const { path, theirs } = choice;
  if (await unedited(repo, choice)) return ok({ path, entry: theirs, merged: false });
  const merged = await mergeLines(repo, scratch, choice);
  if (!merged.ok) return merged;
  if (merged.value === null) return ok(null);
  return ok({ path, entry: merged.value, merged: true });
};

/** Merges what both sides changed; what does not fit is named, all of it at once. */
const settle = async (
  repo: TaskRepo,
  scratch: string,
  choices: readonly Choice[],
): Promise<Result<Settlement>> => {
  const settled: Settled[] = [];
  const clashes: string[] = [];
  for (const choice of choices) {
    const { path } = choice;
    if (choice.do === 'take') settled.push({ path, entry: choice.entry, merged: false });
    if (choice.do === 'clash') clashes.push(path);
    if (choice.do !== 'merge') continue;
    const merged = await settleMerge(repo, scratch, choice);
    if (!merged.ok) return merged;
    if (merged.value === null) clashes.push(path);
    else if (!sameEntry(merged.value.entry, choice.mine)) settled.push(merged.value);
  }
  return ok({ settled, clashes });
};

/** Writes the new contents beside the tree first: a full disk is met before anything is touched. */
const stage = async (
  repo: TaskRepo,
  root: string,
  scratch: string,
  settled: readonly Settled[],
): Promise<Result<void>> => {
  const call = onFiles(repo, root, join(scratch, 'staged.index'));
  const rows = settled.flatMap(({ path, entry }) =>
    entry === null ? [] : [`${entry.mode} ${entry.id}\t${path}\0`],
  );
  const filled = await git(['update-index', '-z', '--index-info'], { ...call, input: rows.join('') });
  if (!filled.ok) return filled;
  const written = await git(['checkout-index', '--all', `--prefix=${join(scratch, 'new')}/`], call);
  return written.ok ? ok(undefined) : written;
};

const bringInto = async (
  repo: TaskRepo,
  root: string,
  scratch: string,
  wanted: readonly Wanted[],
): Promise<Result<Brought>> => {
  const paths = wanted.map(({ path }) => path);
  const barred = obstacles(root, paths);
  if (barred.length > 0) return ok(stopped(barred));
  const moments = new Map(paths.map((path) => [path, momentOf(root, path)]));
  const mine = await mineOf(repo, root, join(scratch, 'mine.index'), paths);
  if (!mine.ok) return mine;
  const choices = wanted.map((want) => choose(want, mine.value.get(want.path) ?? null));
  const settlement = await settle(repo, scratch, choices);
  if (!settlement.ok) return settlement;
  const { settled, clashes } = settlement.value;
  if (clashes.length > 0) return ok(stopped(clashes));
  const staged = await stage(repo, root, scratch, settled);
  if (!staged.ok) return staged;
  const placements = settled.map(
    ({ path, entry }): Placement => ({
      path,
      staged: entry === null ? null : join(scratch, 'new', path),
      moment: moments.get(path) ?? 'absent',
    }),
  );
  const placed = place(root, scratch, placements);
  if (!placed.ok) return placed;
  const merged = settled.filter((item) => item.merged).map(({ path }) => path);
  return ok({ files: settled.map(({ path }) => path), merged, conflicts: [] });
};

/** Brings wanted files into the tree at `root`, all of them or none; nothing of another's is overwritten. */
export const bring = async (
  repo: TaskRepo,
  root: string,
  wanted: readonly Wanted[],
): Promise<Result<Brought>> => {
  let scratch = '';
  try {
    mkdirSync(repo.dir, { recursive: true });
    scratch = mkdtempSync(join(repo.dir, 'bring-'));
    return await bringInto(repo, root, scratch, wanted);
  } catch (error) {
    return fileFailure(error, root);
  } finally {
    if (scratch !== '') rmSync(scratch, { recursive: true, force: true });
  }
};
