import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { onceThereIsRoom } from './room.ts';

/** Puts a file in place as a whole: whoever reads it sees the old or the new one, never half. */
export const replaceFile = (path: string, text: string): void => {
  const fresh = `${path}.${process.pid}.tmp`;
  onceThereIsRoom(() => {
    fs.mkdirSync(dirname(path), { recursive: true });
    fs.writeFileSync(fresh, text, { flush: true });
    fs.renameSync(fresh, path);
  });
};
