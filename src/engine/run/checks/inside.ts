import { realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const below = (root: string, path: string): boolean => relative(root, path).split(sep)[0] !== '..';

/** The nearest folder above a path that is there, by its real name. */
const realFolder = (path: string): string => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    try {
      return realpathSync(folder);
    } catch {
      if (folder === dirname(folder)) return folder;
    }
  }
};

/** Whether a path stays below `root`, links on the way there included. */
export const insideOf = (root: string, path: string): boolean => {
  const top = resolve(root);
  const full = resolve(top, path);
  if (full === top) return true;
  return below(top, full) && below(realFolder(join(top, '.git')), realFolder(full));
};
