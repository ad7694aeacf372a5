import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ok, type Result } from '../../../domain/errors.ts';
import type { Entry } from './changes.ts';
import { git, listed } from './git.ts';
import { onFiles, type TaskRepo } from './task-repo.ts';

const look = (path: string) => lstatSync(path, { bigint: true, throwIfNoEntry: false });

/** The link or file that stands where this path needs a folder. */
const notAFolder = (root: string, path: string): string | null => {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const stat = look(join(root, folder));
    if (stat !== undefined && !stat.isDirectory()) return folder;
  }
  return null;
};

/** A file in this folder that the task knows nothing of. */
const foreignIn = (root: string, folder: string, own: ReadonlySet<string>): string | null => {
  const names = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  for (const name of names) {
    const path = relative(root, join(name.parentPath, name.name));
    if (!name.isDirectory() && !own.has(path)) return path;
  }
  return null;
};

const obstacleOf = (root: string, path: string, own: ReadonlySet<string>): string | null => {
  const above = notAFolder(root, path);
  if (above !== null) return own.has(above) ? null : above;
  return look(join(root, path))?.isDirectory() ? foreignIn(root, path, own) : null;
};

/** What stands in the way of these paths and is none of them. */
export const obstacles = (root: string, paths: readonly string[]): string[] => {
  const own = new Set(paths);
  const found = paths.map((path) => obstacleOf(root, path, own)).filter((path) => path !== null);
  return [...new Set(found)];
};

/** One moment of a file, so that a later look tells whether anybody touched it since. */
export const momentOf = (root: string, path: string): string => {
  const stat = notAFolder(root, path) === null ? look(join(root, path)) : undefined;
  if (stat === undefined || stat.isDirectory()) return 'absent';
  return `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.mode}`;
};

/** These files as they are in the tree now, whatever the ignore rules say. */
export const mineOf = async (
  repo: TaskRepo,
  root: string,
  index: string,
  paths: readonly string[],
): Promise<Result<ReadonlyMap<string, Entry>>> => {
  const call = onFiles(repo, root, index);
  const files = paths.filter((path) => momentOf(root, path) !== 'absent');
  const input = files.map((path) => `${path}\0`).join('');
  const added = await git(['update-index', '--add', '-z', '--stdin'], { ...call, input });
  if (!added.ok) return added;
  const staged = await git(['ls-files', '-s', '-z'], call);
  if (!staged.ok) return staged;
  const rows = listed(staged.value).map((row) => {
    const [mode = '', id = ''] = row.split(' ');
    return [row.slice(row.indexOf('\t') + 1), { mode, id }] as const;
  });
  return ok(new Map<string, Entry>(rows));
};
