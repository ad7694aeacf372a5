import * as fs from 'node:fs';
import { dirname } from 'node:path';

/** Puts a file in place as a whole: whoever reads it sees the old or the new one, never half. */
export const replaceFile = (path: string, text: string): void => {
  fs.mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}.tmp`;
  fs.writeFileSync(fresh, text, { flush: true });
  fs.renameSync(fresh, path);
};
