import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';

const look = (path: string): string => {
  const { mtimeMs, mode } = statSync(path);
  return `${createHash('sha256').update(readFileSync(path)).digest('hex')} ${mtimeMs} ${mode}`;
};

/** Every file below a folder with its content, time and mode: to be compared before and after. */
export const filesBelow = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      if (entry.isSymbolicLink()) return [[path, `link to ${readlinkSync(path)}`]];
      return entry.isFile() ? [[path, look(path)]] : [];
    }),
  );
