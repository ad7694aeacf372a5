import * as fs from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Skill } from './skill.ts';

const MODULES = new Set(['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']);
const SCRIPTS = new Set(['.sh', '.bash']);

const program =
  (file: string, ...before: readonly string[]): Skill =>
  (args) => ({ kind: 'program', file, args: [...before, ...args] });

const isExecutable = (path: string): boolean => {
  try {
    fs.accessSync(path, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const fromFile = (path: string): Skill | null => {
  const extension = extname(path);
  if (MODULES.has(extension)) return program(process.execPath, path);
  if (SCRIPTS.has(extension)) return program('bash', path);
  return isExecutable(path) ? program(path) : null;
};

const isStart = (entry: string): boolean => /^(?:index|main|run)(?:\.\w+)?$/.test(entry);

const entriesOf = (folder: string): readonly fs.Dirent[] => {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => a.name.localeCompare(b.name));
  } catch {
    return [];
  }
};

/** A folder is a skill by its index, main or run file. */
const fromFolder = (folder: string): Skill | null => {
  const start = entriesOf(folder).find((entry) => isStart(entry.name));
  return start === undefined ? null : fromFile(join(folder, start.name));
};

const nameOf = (entry: fs.Dirent): string => {
  const extension = extname(entry.name);
  return MODULES.has(extension) || SCRIPTS.has(extension) ? basename(entry.name, extension) : entry.name;
};

const skillOf = (path: string): Skill | null =>
  fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? fromFolder(path) : fromFile(path);

/** The skills a project brings itself: an executable, a module or a folder under skills/. */
export const projectSkills = (project: string): ReadonlyMap<string, Skill> => {
  const folder = join(project, 'skills');
  const found = new Map<string, Skill>();
  for (const entry of entriesOf(folder)) {
    const skill = entry.name.startsWith('.') ? null : skillOf(join(folder, entry.name));
    if (skill !== null) found.set(nameOf(entry), skill);
  }
  return found;
};
