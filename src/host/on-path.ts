import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where a program lies on a PATH; null where it does not. */
export const onPath = (program: string, path: string | undefined): string | null => {
  // A name with a folder in it is looked for nowhere else.
  if (program.includes('/')) return isProgram(program) ? program : null;
  for (const folder of (path ?? '').split(delimiter)) {
    const file = join(folder, program);
    if (isProgram(file)) return file;
  }
  return null;
};
