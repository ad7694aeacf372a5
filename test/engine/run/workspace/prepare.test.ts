import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { diffOf } from '../../../../src/engine/run/workspace/diff.ts';
import {
  commit,
  emptyFolder,
  gitPicture,
  personGit,
  picture,
  prepare,
  project,
  read,
  tryPrepare,
  value,
  worktrees,
  write,
} from './project.ts';

describe('preparing a worktree', () => {
  it('gives the last commit on no branch, and tells which tree that is', async () => {
    const dir = project({ 'a.txt': 'one\n', 'b c/ü.txt': 'two\n' });
    const branches = personGit(dir, 'branch', '-a');
    const { cwd, base, notes } = await prepare(dir);
    expect(cwd).toBe(join(dir, 'agent_workspaces/task-001/tree'));
    expect(picture(cwd)).toEqual(picture(dir));
    expect(base).toBe(personGit(dir, 'rev-parse', 'HEAD^{tree}').trim());
    expect(notes).toEqual([]);
    expect(personGit(dir, 'branch', '-a')).toBe(branches);
    expect(personGit(dir, 'status', '--porcelain', '--untracked-files=all')).toBe('');
  });

  it('writes nothing into .git but the registration, with a dirty index, a dirty tree and hooks that fail', async () => {
    const dir = project({ 'a.txt': 'one\n', 'b.txt': 'b\n' });
    write(dir, { 'a.txt': 'staged\n', 'new.txt': 'n\n' });
    personGit(dir, 'add', 'a.txt');
    write(dir, { 'a.txt': 'edited\n' });
    for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change']) {
      write(dir, { [`.git/hooks/${hook}`]: `#!/bin/sh\ntouch "${dir}/ran-a-hook"\nexit 1\n` });
      personGit(dir, 'config', 'core.fsmonitor', `touch ${dir}/ran-a-hook`);
    }
    rmSync(join(dir, 'b.txt'));
    const before = { git: gitPicture(dir), tree: picture(dir) };
    const { cwd, base, notes } = await prepare(dir);
    write(cwd, { 'x.txt': 'x\n' });
    value(await diffOf({ project: dir, task: 'task-001', base }));
    expect({ git: gitPicture(dir), tree: picture(dir) }).toEqual(before);
    expect(read(cwd, 'a.txt')).toBe('one\n');
    expect(notes).toEqual([
      '3 files of yours are not committed: the worktree starts from the last commit, without them',
    ]);
  });

  it('does not mind what a hook or a shell says of another repository', async () => {
    const dir = project();
    const other = project({ 'other.txt': 'o\n' });
    vi.stubEnv('GIT_DIR', join(other, '.git'));
    vi.stubEnv('GIT_INDEX_FILE', join(other, '.git/index'));
    vi.stubEnv('GIT_WORK_TREE', other);
    const { cwd } = await prepare(dir);
    vi.unstubAllEnvs();
    expect(read(cwd, 'a.txt')).toBe('one\n');
  });

  it('goes on with the work of an earlier attempt, from the same base', async () => {
    const dir = project();
    const first = await prepare(dir);
    write(first.cwd, { 'a.txt': 'half done\n' });
    commit(dir, { 'a.txt': 'meanwhile\n' });
    const second = await prepare(dir);
    expect(second).toEqual({ ...first, notes: [] });
    expect(read(second.cwd, 'a.txt')).toBe('half done\n');
    expect(worktrees(dir)).toHaveLength(2);
  });

  it('sets the work of another day under the same id aside, whole', async () => {
    const dir = project();
    const first = await prepare(dir, { day: '2026-11-20' });
    write(first.cwd, { 'a.txt': 'yesterday\n' });
    const second = await prepare(dir, { day: '2026-11-21' });
    expect(read(second.cwd, 'a.txt')).toBe('one\n');
    const kept = `${second.cwd}-2026-11-20`;
    expect(second.notes).toEqual([`its worktree of 2026-11-20 was kept as ${kept}`]);
    expect(read(kept, 'a.txt')).toBe('yesterday\n');
    expect(personGit(kept, 'status', '--porcelain').trim()).toBe('M a.txt');
    expect(await prepare(dir, { day: '2026-11-21' })).toEqual({ ...second, notes: [] });
  });

  it('keeps its folders out of git, in the way of the project where it has one', async () => {
    const dir = project({ '.gitignore': '.orch/\nagent_workspaces/*\n!agent_workspaces/README.md\n' });
    await prepare(dir);
    expect(existsSync(join(dir, 'agent_workspaces/.gitignore'))).toBe(false);
    const plain = project();
    await prepare(plain);
    expect(read(plain, 'agent_workspaces/.gitignore')).toBe('*\n');
    expect(read(plain, '.orch/.gitignore')).toBe('*\n');
  });

  it('copies context files that are not committed, and only those, out of the diff', async () => {
    const dir = project({ 'docs/a.md': 'committed\n', '.gitignore': 'secret.md\n*.log\n' });
    write(dir, {
      'docs/a.md': 'edited\n',
      'docs/b.md': 'new\n',
      'docs/x.log': '',
      'secret.md': 's',
      'other.md': 'o',
    });
    symlinkSync('/etc', join(dir, 'out'));
    const contextFiles = ['docs/', 'secret.md', 'out', 'gone.md'];
    const { cwd, base, notes } = await prepare(dir, { contextFiles });
    expect(read(cwd, 'docs/a.md')).toBe('committed\n');
    expect(read(cwd, 'docs/b.md')).toBe('new\n');
    expect(read(cwd, 'secret.md')).toBe('s');
    for (const path of ['docs/x.log', 'other.md', 'out']) expect(existsSync(join(cwd, path))).toBe(false);
    expect(notes.slice(0, 2)).toEqual([
      'not committed yet, copied into its worktree: docs/b.md, secret.md',
      'could not be copied into its worktree: out',
    ]);
    expect(value(await diffOf({ project: dir, task: 'task-001', base })).total.files).toBe(0);
  });
});

describe('a project that is only a part of its repository', () => {
  it('works in its own folder of the worktree', async () => {
    const top = project({ 'shop/api/a.txt': 'one\n', 'readme.md': 'x' });
    const { cwd } = await prepare(join(top, 'shop/api'));
    expect(cwd).toBe(join(top, 'shop/api/agent_workspaces/task-001/tree/shop/api'));
    expect(read(cwd, 'a.txt')).toBe('one\n');
  });

  it('that is not committed works in the person’s own tree', async () => {
    const top = project({ 'readme.md': 'x' });
    mkdirSync(join(top, 'new'));
    const { cwd, notes } = await prepare(join(top, 'new'));
    expect(cwd).toBe(join(top, 'new'));
    expect(notes).toEqual(['the last commit does not hold the project: it works in your own tree']);
  });

  it('may be a worktree itself', async () => {
    const dir = project();
    personGit(dir, 'worktree', 'add', '-q', '-b', 'side', join(dir, 'side'));
    commit(join(dir, 'side'), { 'a.txt': 'side\n' });
    const { cwd } = await prepare(join(dir, 'side'));
    expect(read(cwd, 'a.txt')).toBe('side\n');
    const inner = await prepare(cwd);
    expect(read(inner.cwd, 'a.txt')).toBe('side\n');
  });

  it('may be a submodule, with submodules of its own not checked out', async () => {
    const library = project({ 'lib.txt': 'lib\n' });
    const dir = project();
    personGit(dir, 'submodule', '--quiet', 'add', library, 'lib');
    personGit(dir, 'commit', '-q', '-m', 'take the library');
    const inside = await prepare(join(dir, 'lib'));
    expect(read(inside.cwd, 'lib.txt')).toBe('lib\n');
    const around = value(await tryPrepare(dir));
    expect(around).toMatchObject({ cwd: dir, isolation: 'shared' });
    expect(around.notes[0]).toBe('a worktree would lack the submodules (lib): it works in your own tree');
    const clone = emptyFolder();
    personGit(clone, 'clone', '-q', dir, 'again');
    expect(value(await tryPrepare(join(clone, 'again'))).isolation).toBe('worktree');
  });
});

describe('where there can be no worktree, the task works in the person’s own tree', () => {
  it('and says so outside git', async () => {
    const dir = emptyFolder();
    expect(value(await tryPrepare(dir))).toEqual({
      cwd: dir,
      isolation: 'shared',
      base: null,
      notes: ['this is not a git project: it works in your own tree'],
    });
  });

  it('and says so in a bare repository', async () => {
    const dir = emptyFolder();
    personGit(dir, 'init', '-q', '--bare');
    const { base, notes } = value(await tryPrepare(dir));
    expect(base).toBeNull();
    expect(notes).toEqual(['this is a bare repository, without files to work on: it works in your own tree']);
  });

  it('and says so before the first commit, but still tells what changed', async () => {
    const dir = emptyFolder();
    personGit(dir, 'init', '-q');
    write(dir, { 'a.txt': 'one\n' });
    const { base, notes } = await prepare(dir);
    expect(notes).toEqual(['the project has no commit yet: it works in your own tree']);
    write(dir, { 'a.txt': 'one\ntwo\n' });
    const diff = value(await diffOf({ project: dir, task: 'task-001', base }));
    expect(diff).toMatchObject({ total: { files: 1, added: 1, removed: 0 }, mixed: true });
  });

  it('and says so on a machine without git', async () => {
    vi.stubEnv('PATH', emptyFolder());
    const { notes } = value(await tryPrepare(emptyFolder()));
    vi.unstubAllEnvs();
    expect(notes).toEqual(['git is not installed here: it works in your own tree']);
  });

  it('without a word when that was asked for', async () => {
    const { cwd, notes } = await prepare(project(), { isolation: 'shared' });
    expect(notes).toEqual([]);
    expect(existsSync(join(cwd, 'agent_workspaces/task-001/tree'))).toBe(false);
    expect(value(await tryPrepare(emptyFolder(), { isolation: 'shared' })).notes).toEqual([]);
  });
});
