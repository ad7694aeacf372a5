import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll } from 'vitest';
import type { Result } from '../../../../src/domain/errors.ts';
import type { Prepared } from '../../../../src/engine/run/workspace/prepare.ts';
import { prepareWorkspace } from '../../../../src/engine/run/workspace/prepare.ts';

const made: string[] = [];
afterAll(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

export const emptyFolder = (): string => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'orch-git-')));
  made.push(dir);
  return dir;
};

/** The person's own git, with nothing of this machine's settings. */
export const personGit = (cwd: string, ...args: string[]): string => {
  const names = [
    '-c',
    'user.name=Ada',
    '-c',
    'user.email=ada@example.org',
    '-c',
    'protocol.file.allow=always',
  ];
  const env = { PATH: process.env.PATH, HOME: cwd, GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', [...names, ...args], { cwd, env, encoding: 'utf8', stdio: 'pipe' });
};

export const write = (dir: string, files: Readonly<Record<string, string | Buffer>>): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
};

export const read = (...parts: string[]): string => readFileSync(join(...parts), 'utf8');

export const commit = (dir: string, files: Readonly<Record<string, string | Buffer>>): void => {
  write(dir, files);
  personGit(dir, 'add', '-A', '-f', ...Object.keys(files));
  personGit(dir, 'commit', '-q', '--allow-empty', '-m', 'more');
};

/** A fresh repository with these files committed. */
export const project = (files: Readonly<Record<string, string | Buffer>> = { 'a.txt': 'one\n' }): string => {
  const dir = emptyFolder();
  personGit(dir, 'init', '-q', '-b', 'main');
  commit(dir, files);
  return dir;
};

/** Every file below a folder as kind, rights and content: equal pictures mean not a byte differs. */
export const picture = (
  dir: string,
  leaveOut: RegExp = /^(\.git|\.orch|agent_workspaces)(\/|$)/,
): string[] => {
  const rows = readdirSync(dir, { recursive: true, withFileTypes: true }).map((name) => {
    const path = join(name.parentPath, name.name);
    const stat = lstatSync(path);
    const content = stat.isSymbolicLink() ? readlinkSync(path) : stat.isFile() ? readFileSync(path) : '';
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
    return `${JSON.stringify(relative(dir, path))} ${stat.mode.toString(8)} ${hash}`;
  });
  return rows.filter((row) => !leaveOut.test(JSON.parse(row.slice(0, row.lastIndexOf('"') + 1)))).sort();
};

/** All of .git but the registration of worktrees. */
export const gitPicture = (dir: string): string[] => picture(join(dir, '.git'), /^worktrees(\/|$)/);

/** The worktrees git knows of, the main one first. */
export const worktrees = (dir: string): string[] =>
  personGit(dir, 'worktree', 'list', '--porcelain').match(/^worktree .*$/gm) ?? [];

export const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.what}`);
  return result.value;
};

interface Wish {
  readonly task?: string;
  readonly isolation?: 'worktree' | 'shared';
  readonly dependsOn?: readonly string[];
  readonly contextFiles?: readonly string[];
  readonly day?: string;
}

export const tryPrepare = (dir: string, wish: Wish = {}): Promise<Result<Prepared>> =>
  prepareWorkspace({
    project: dir,
    task: { id: wish.task ?? 'task-001', context_files: wish.contextFiles ?? [] },
    isolation: wish.isolation ?? 'worktree',
    dependsOn: wish.dependsOn ?? [],
    ...(wish.day === undefined ? {} : { day: wish.day }),
  });

/** A worktree to work in, with its base. */
export const prepare = async (
  dir: string,
  wish: Wish = {},
): Promise<{ cwd: string; base: string; notes: readonly string[] }> => {
  const { cwd, base, notes } = value(await tryPrepare(dir, wish));
  if (base === null) throw new Error(`no base: ${notes.join('; ')}`);
  return { cwd, base, notes };
};
