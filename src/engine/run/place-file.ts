import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { PlannedFile } from '../../agents/agent.ts';
import { ok, type Result } from '../../domain/errors.ts';
import { replaceFile } from '../../journal/durable.ts';

const linkPackages = (from: string, to: string): void => {
  mkdirSync(to);
  for (const name of readdirSync(from))
    if (!name.startsWith('.')) symlinkSync(join(from, name), join(to, name));
};

/** Links are followed, so that nothing written to the copy reaches the person; one that leads back up is left out. */
const copyFolder = (from: string, to: string, above: readonly string[]): void => {
  const real = realpathSync(from);
  if (above.includes(real)) return;
  mkdirSync(to, { mode: 0o700 });
  for (const name of readdirSync(from)) {
    if (name === '.git') continue;
    const [source, target] = [join(from, name), join(to, name)];
    const entry = statSync(source, { throwIfNoEntry: false });
    if (entry?.isFile() === true) copyFileSync(source, target);
    else if (entry?.isDirectory() !== true) continue;
    else if (name === 'node_modules') linkPackages(source, target);
    else copyFolder(source, target, [...above, real]);
  }
};

const copy = (from: string, to: string): void => {
  if (statSync(from).isDirectory()) copyFolder(from, to, []);
  else copyFileSync(from, to);
};

/** Links and copies are made anew each time: the person may have signed in or changed something since. */
export const placeFile = (file: PlannedFile): Result<void> => {
  mkdirSync(dirname(file.path), { recursive: true, mode: 0o700 });
  if ('text' in file) return replaceFile(file.path, file.text, file.mode ?? 0o600);
  rmSync(file.path, { force: true, recursive: 'copy' in file });
  const source = 'link' in file ? file.link : file.copy;
  if (!existsSync(source)) return ok(undefined);
  if ('link' in file) symlinkSync(file.link, file.path);
  else copy(file.copy, file.path);
  return ok(undefined);
};
