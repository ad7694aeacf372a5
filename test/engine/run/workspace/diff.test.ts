import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyTask } from '../../../../src/engine/run/workspace/apply.ts';
import { diffOf } from '../../../../src/engine/run/workspace/diff.ts';
import { listWorktrees, removeWorktree } from '../../../../src/engine/run/workspace/list.ts';
import { emptyFolder, personGit, picture, prepare, project, value, write } from './project.ts';

const diff = async (dir: string, base: string, task = 'task-001') =>
  value(await diffOf({ project: dir, task, base }));

describe('the diff of a task', () => {
  it('tells each file and the sum, untracked ones counted, ignored ones not', async () => {
    const text = 'a line that is long enough\n'.repeat(9);
    const dir = project({
      'a.txt': '1\n2\n',
      'old.txt': text,
      '.gitignore': '*.log\n',
      bin: Buffer.from([0]),
    });
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': '1\ntwo\nthree\n', 'näw\n.txt': 'n\n', 'x.log': 'l\n', bin: Buffer.from([0, 1]) });
    renameSync(join(cwd, 'old.txt'), join(cwd, 'new.txt'));
    const { files, total, mixed, notes } = await diff(dir, base);
    expect(files).toEqual([
      { path: 'a.txt', from: null, added: 2, removed: 1 },
      { path: 'bin', from: null, added: null, removed: null },
      { path: 'new.txt', from: 'old.txt', added: 0, removed: 0 },
      { path: 'näw\n.txt', from: null, added: 1, removed: 0 },
    ]);
    expect({ total, mixed, notes }).toEqual({
      total: { files: 4, added: 3, removed: 1 },
      mixed: false,
      notes: [],
    });
  });

  it('is a patch that git applies to the commit it started from', async () => {
    const dir = project({ 'a.txt': '1\r\n2\n', bin: Buffer.from([0]), 'gone.txt': 'g\n' });
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': '1\r\nzwei\n', bin: Buffer.from([0, 1]), 'sp ace/n.txt': 'no newline' });
    rmSync(join(cwd, 'gone.txt'));
    const { patch } = await diff(dir, base);
    const copy = emptyFolder();
    personGit(copy, 'clone', '-q', dir, '.');
    write(copy, { '.git/the.patch': patch });
    personGit(copy, 'apply', '.git/the.patch');
    expect(picture(copy)).toEqual(picture(cwd));
  });

  it('sees a change that leaves size and time of the file as they were a moment ago', async () => {
    const dir = project();
    const { cwd, base } = await prepare(dir);
    for (const text of ['two\n', 'six\n', 'ten\n']) {
      write(cwd, { 'a.txt': text });
      expect((await diff(dir, base)).patch).toContain(`+${text}`);
    }
  });

  it('sees past what an agent did to the index or the branch of its worktree', async () => {
    const dir = project();
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': 'two\n', 'n.txt': 'n\n' });
    const before = await diff(dir, base);
    personGit(cwd, 'add', '-A');
    personGit(cwd, 'commit', '-q', '-m', 'it should not');
    expect(await diff(dir, base)).toEqual(before);
  });

  it('names what could not be taken in', async () => {
    const dir = project();
    const { cwd, base } = await prepare(dir);
    write(cwd, {
      'inner/.git/HEAD': 'ref: refs/heads/main\n',
      'inner/.git/objects/x': '',
      'inner/.git/refs/x': '',
    });
    write(cwd, { 'a.txt': 'two\n' });
    const { files, notes } = await diff(dir, base);
    expect(files.map(({ path }) => path)).toEqual(['a.txt']);
    expect(notes).toEqual(["'inner/' does not have a commit checked out"]);
  });

  it('in the person’s own tree holds everybody’s edits since, and says so', async () => {
    const dir = project();
    write(dir, { 'a.txt': 'mine before\n' });
    const { base } = await prepare(dir, { isolation: 'shared' });
    write(dir, { 'b.txt': 'b\n' });
    const { files, mixed } = await diff(dir, base);
    expect(files.map(({ path }) => path)).toEqual(['b.txt']);
    expect(mixed).toBe(true);
    expect(personGit(dir, 'status', '--porcelain')).toBe(' M a.txt\n?? b.txt\n');
  });

  it('in a part of a repository starts its paths there', async () => {
    const top = project({ 'shop/a.txt': 'one\n' });
    const { cwd, base } = await prepare(join(top, 'shop'));
    write(cwd, { 'a.txt': 'two\n' });
    const { files, patch } = await diff(join(top, 'shop'), base);
    expect(files.map(({ path }) => path)).toEqual(['a.txt']);
    expect(patch).toContain('diff --git a/a.txt b/a.txt');
  });

  it('may be asked for by many at once', async () => {
    const dir = project();
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': 'two\n' });
    const diffs = await Promise.all([1, 2, 3, 4].map(() => diff(dir, base)));
    expect(new Set(diffs.map(({ patch }) => patch)).size).toBe(1);
  });
});

describe('the list of worktrees', () => {
  it('tells which were worked in, which are applied, and none of the person’s own', async () => {
    const dir = project();
    personGit(dir, 'worktree', 'add', '-q', '--detach', join(emptyFolder(), 'own'));
    const idle = await prepare(dir, { task: 'idle', day: '2026-11-21' });
    const busy = await prepare(dir, { task: 'busy' });
    const done = await prepare(dir, { task: 'done' });
    write(busy.cwd, { 'b.txt': 'b\n' });
    write(done.cwd, { 'd.txt': 'd\n' });
    await applyTask({ project: dir, task: 'done', base: done.base });
    expect(await listWorktrees(dir)).toEqual([
      { task: 'busy', day: null, path: busy.cwd, halfMade: false, dirty: true, applied: false },
      { task: 'done', day: null, path: done.cwd, halfMade: false, dirty: true, applied: true },
      { task: 'idle', day: '2026-11-21', path: idle.cwd, halfMade: false, dirty: false, applied: false },
    ]);
    expect(await listWorktrees(emptyFolder())).toEqual([]);
  });

  it('loses one on the person’s word alone, and its work can still be shown and applied', async () => {
    const dir = project();
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': 'two\n' });
    const before = await diff(dir, base);
    value(await removeWorktree(dir, 'task-001'));
    expect(existsSync(cwd)).toBe(false);
    expect(await listWorktrees(dir)).toEqual([]);
    expect(personGit(dir, 'worktree', 'list')).not.toContain('task-001');
    expect(await diff(dir, base)).toEqual(before);
    expect(value(await applyTask({ project: dir, task: 'task-001', base })).files).toEqual(['a.txt']);
    expect(await removeWorktree(dir, 'task-001')).toMatchObject({
      ok: false,
      error: { code: 'worktree.failed' },
    });
  });
});
