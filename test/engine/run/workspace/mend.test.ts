import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffOf } from '../../../../src/engine/run/workspace/diff.ts';
import { emptyFolder, personGit, prepare, project, read, value, worktrees, write } from './project.ts';

describe('a worktree that was tampered with', () => {
  it('is registered again when git has forgotten it', async () => {
    const dir = project();
    const first = await prepare(dir);
    write(first.cwd, { 'a.txt': 'work\n' });
    rmSync(join(dir, '.git/worktrees'), { recursive: true });
    const again = await prepare(dir);
    expect(again).toMatchObject({
      base: first.base,
      notes: ['git had forgotten its worktree: registered again'],
    });
    expect(personGit(again.cwd, 'status', '--porcelain').trim()).toBe('M a.txt');
    expect(worktrees(dir)).toEqual([`worktree ${dir}`, `worktree ${first.cwd}`]);
  });

  it('gets its .git file back', async () => {
    const dir = project();
    const { cwd } = await prepare(dir);
    const before = readFileSync(join(cwd, '.git'), 'utf8');
    write(cwd, { '.git': 'gitdir: /tmp/evil\n' });
    expect((await prepare(dir)).notes).toEqual(["its worktree's .git file was changed: put right"]);
    expect(read(cwd, '.git')).toBe(before);
  });

  it('never makes orch run what a repository in its place says', async () => {
    const dir = project({ 'a.txt': 'one\n', '.gitattributes': '*.txt filter=evil\n' });
    const { cwd, base } = await prepare(dir);
    rmSync(join(cwd, '.git'));
    personGit(cwd, 'init', '-q');
    for (const key of ['filter.evil.clean', 'filter.evil.smudge', 'core.fsmonitor', 'diff.external'])
      personGit(cwd, 'config', key, `touch ${dir}/owned; cat`);
    write(cwd, { 'a.txt': 'two\n' });
    const diff = value(await diffOf({ project: dir, task: 'task-001', base }));
    expect(diff.files).toEqual([{ path: 'a.txt', from: null, added: 1, removed: 1 }]);
    expect((await prepare(dir)).notes).toEqual([
      'its worktree holds a repository of its own now; orch reads the files, not that repository',
    ]);
    expect(existsSync(join(dir, 'owned'))).toBe(false);
  });

  it('is made anew when its files are gone', async () => {
    const dir = project();
    const { cwd } = await prepare(dir);
    rmSync(cwd, { recursive: true });
    const again = await prepare(dir);
    expect(again.notes).toEqual(['its worktree was gone: a new one was made']);
    expect(read(cwd, 'a.txt')).toBe('one\n');
    expect(worktrees(dir)).toHaveLength(2);
  });

  it('keeps its work when what orch knew of it is gone', async () => {
    const dir = project();
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': 'work\n' });
    rmSync(join(dir, '.orch'), { recursive: true });
    const again = await prepare(dir);
    expect(again).toMatchObject({
      base,
      notes: ['its worktree was there before: it goes on with what is in it'],
    });
    expect(read(cwd, 'a.txt')).toBe('work\n');
    expect(value(await diffOf({ project: dir, task: 'task-001', base })).total.files).toBe(1);
  });
});

it('leaves the worktrees of the person alone, even one that is not there just now', async () => {
  const dir = project();
  const theirs = join(emptyFolder(), 'usb');
  personGit(dir, 'worktree', 'add', '-q', '--detach', theirs);
  rmSync(theirs, { recursive: true });
  const { cwd } = await prepare(dir);
  rmSync(cwd, { recursive: true });
  await prepare(dir);
  expect(worktrees(dir)).toContain(`worktree ${theirs}`);
});
