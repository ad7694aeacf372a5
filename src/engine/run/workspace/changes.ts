import { ok, type Result } from '../../../domain/errors.ts';
import { git } from './git.ts';
import { onObjects, type TaskRepo } from './task-repo.ts';

/** A file as git knows it: its kind and its content. Null where there is none. */
export type Entry = { readonly mode: string; readonly id: string } | null;

export interface Change {
  /** Below the top of the repository. */
  readonly path: string;
  readonly before: Entry;
  readonly after: Entry;
}

export const sameEntry = (a: Entry, b: Entry): boolean => a?.id === b?.id && a?.mode === b?.mode;

export const isLink = (entry: Entry): boolean => entry?.mode === '120000';

/** A repository within the repository: its files are not ours to carry. */
export const isRepository = (entry: Entry): boolean => entry?.mode === '160000';

export const isFile = (entry: Entry): boolean => entry?.mode.startsWith('100') === true;

const entryOf = (mode: string | undefined, id: string | undefined): Entry =>
  mode === undefined || id === undefined || /^0+$/.test(mode) ? null : { mode, id };

const parse = (text: string): Change[] => {
  const parts = text.split('\0');
  const changes: Change[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [was = '', is, wasId, isId] = (parts[i] ?? '').split(' ');
    changes.push({
      path: parts[i + 1] ?? '',
      before: entryOf(was.slice(1), wasId),
      after: entryOf(is, isId),
    });
  }
  return changes;
};

/** What differs between two trees, file by file, within the project. */
export const changesBetween = async (
  repo: TaskRepo,
  before: string,
  after: string,
): Promise<Result<Change[]>> => {
  const scope = repo.at.prefix === '' ? [] : ['--', repo.at.prefix];
  const args = ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', before, after, ...scope];
  const raw = await git(args, onObjects(repo));
  return raw.ok ? ok(parse(raw.value)) : raw;
};
