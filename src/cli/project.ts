import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const marks = ['orch.yaml', '.orch', '.git'];

/** The project a folder belongs to: the nearest one above with orch.yaml, .orch or .git, else itself. */
export const findProject = (cwd: string): string => {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (marks.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
};
