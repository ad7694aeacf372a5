import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { insideOf } from './inside.ts';

const textHash = (text: string): string => createHash('sha256').update(text).digest('hex');

const hashFolder = async (path: string): Promise<string> => {
  const names = readdirSync(path).filter((name) => name !== '.git');
  const parts: string[] = [];
  for (const name of names.sort()) parts.push(JSON.stringify([name, await hashOf(join(path, name))]));
  return textHash(`folder\n${parts.join('\n')}`);
};

const hashFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

/** Null where there is nothing, or nothing that can be read. */
const hashOf = async (path: string): Promise<string | null> => {
  try {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return textHash(`link\n${readlinkSync(path)}`);
    if (stat.isDirectory()) return await hashFolder(path);
    // A pipe or a device may never end.
    return stat.isFile() ? await hashFile(path) : textHash('special');
  } catch {
    return null;
  }
};

/** The hash of each path below `cwd`, a folder by its names and all their contents; null where it is not there. */
export const hashFiles = async (
  cwd: string,
  paths: readonly string[],
): Promise<Record<string, string | null>> => {
  const hashes: [string, string | null][] = [];
  for (const path of paths) hashes.push([path, insideOf(cwd, path) ? await hashOf(join(cwd, path)) : null]);
  return Object.fromEntries(hashes);
};
