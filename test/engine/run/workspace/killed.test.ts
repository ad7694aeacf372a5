import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffOf } from '../../../../src/engine/run/workspace/diff.ts';
import { listWorktrees } from '../../../../src/engine/run/workspace/list.ts';
import {
  emptyFolder,
  gitPicture,
  personGit,
  prepare,
  project,
  read,
  value,
  worktrees,
  write,
} from './project.ts';

const wish = { task: 'two', dependsOn: ['one'], contextFiles: ['notes.md'] };

const start = async (): Promise<string> => {
  const dir = project({ 'a.txt': 'one\n', 'b.txt': 'b\n', '.gitattributes': 'b.txt filter=deadly\n' });
  const { cwd } = await prepare(dir, { task: 'one' });
  write(cwd, { 'a.txt': 'two\n' });
  write(dir, { 'notes.md': 'n\n' });
  return dir;
};

/** A git in front of git that kills who calls it, at the call it was told. */
const deadlyGit = (): string => {
  const bin = emptyFolder();
  const rest = process.env.PATH ?? '';
  const count = `n=$(($(cat "${bin}/calls" 2>/dev/null) + 1)); echo $n > "${bin}/calls"`;
  const script = `#!/bin/sh\n${count}\n[ $n -lt $DIE_AT ] || { kill -9 $PPID; exit 9; }\nPATH='${rest}' exec git "$@"\n`;
  write(bin, { git: script });
  chmodSync(join(bin, 'git'), 0o755);
  return bin;
};

/** Prepares in a process of its own; tells how that ended. */
const prepareElsewhere = async (dir: string, dieAt: number): Promise<string> => {
  const bin = deadlyGit();
  const program = join(import.meta.dirname, '../../../fixtures/prepare-once.ts');
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, DIE_AT: String(dieAt) };
  const child = spawn(process.execPath, [program, dir], { env, stdio: 'ignore' });
  const [code, signal] = await once(child, 'exit');
  return signal ?? `exit ${code}`;
};

const expectWhole = async (dir: string): Promise<void> => {
  const { cwd, base } = await prepare(dir, wish);
  expect(read(cwd, 'a.txt')).toBe('two\n');
  expect(read(cwd, 'b.txt')).toBe('b\n');
  expect(read(cwd, 'notes.md')).toBe('n\n');
  expect(value(await diffOf({ project: dir, task: 'two', base })).files).toEqual([]);
  const trees = ['one', 'two'].map((task) => `worktree ${join(dir, 'agent_workspaces', task, 'tree')}`);
  expect(worktrees(dir)).toEqual([`worktree ${dir}`, ...trees]);
  expect(personGit(cwd, 'status', '--porcelain')).toBe(' M a.txt\n?? notes.md\n');
};

describe('preparing, killed on the way,', () => {
  it('is made whole by preparing again, wherever that was', async () => {
    const dir = await start();
    const git = gitPicture(dir);
    const ends: string[] = [];
    for (let dieAt = 1; ends.at(-1) !== 'exit 0'; dieAt += 4) ends.push(await prepareElsewhere(dir, dieAt));
    expect(ends.length).toBeGreaterThan(3);
    expect(new Set(ends.slice(0, -1))).toEqual(new Set(['SIGKILL']));
    await expectWhole(dir);
    expect(gitPicture(dir)).toEqual(git);
  });

  it('and git itself killed over a half-written worktree, is made whole too', async () => {
    const dir = await start();
    // The files are written by a child of `git worktree add`, which would tidy up after it.
    const both = 'kill -9 $(ps -o ppid= -p $PPID) $PPID';
    personGit(dir, 'config', 'filter.deadly.smudge', both);
    expect(await prepareElsewhere(dir, 1_000)).toBe('exit 1');
    expect(existsSync(join(dir, 'agent_workspaces/two/tree'))).toBe(true);
    expect((await listWorktrees(dir)).find(({ task }) => task === 'two')).toMatchObject({ halfMade: true });
    personGit(dir, 'config', '--unset', 'filter.deadly.smudge');
    await expectWhole(dir);
  });
});
