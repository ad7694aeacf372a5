import { type Reader, type Reading, refuse } from './reader.ts';
import { line } from './scalars.ts';
import type { Tree } from './tree.ts';

/** Why a path may not be used, or null. The file system has its say in load.ts. */
export const pathComplaint = (path: string): string | null => {
  if (/^(?:\/|[A-Za-z]:[\\/]|\\)/.test(path)) return 'leaves the project: it is an absolute path';
  if (path.startsWith('~')) return 'leaves the project: `~` is the home folder';
  if (path.split(/[\\/]/).includes('..')) return 'leaves the project: it goes up with `..`';
  return null;
};

/** A path without `./`, doubled and trailing slashes, to compare it with others. */
export const plainPath = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');

/** Refuses a path that leaves the project. */
export const insideProject = (path: string, tree: Tree, at: Reading): string | undefined => {
  const complaint = pathComplaint(path);
  return complaint === null ? path : refuse(tree, at, complaint, 'use a path inside the project');
};

/** A path inside the project. */
export const projectPath: Reader<string> = (tree, at) => {
  const path = line(tree, at);
  return path === undefined ? undefined : insideProject(path, tree, at);
};
