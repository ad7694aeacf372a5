import { chmodSync, lstatSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyTask } from '../../../../src/engine/run/workspace/apply.ts';
import { commit, gitPicture, personGit, picture, prepare, project, read, value, write } from './project.ts';

const apply = (dir: string, base: string, deliverables: string[] = []) =>
  applyTask({ project: dir, task: 'task-001', base, deliverables });

describe('applying a task', () => {
  it('brings every kind of change over, byte for byte, and leaves .git alone', async () => {
    const dir = project({
      'edit.txt': 'a\nb\n',
      'crlf.dos': 'a\r\nb\r\n',
      'gone/away.txt': 'x',
      'old name.txt': 'a long enough text to be seen as renamed\n'.repeat(5),
      'run.sh': '#!/bin/sh\n',
      'picture.png': Buffer.from([0, 1, 2, 255]),
      'becomes/folder': 'file',
      'folder/inner': 'x',
      '.gitattributes': '*.lf text eol=lf\n',
    });
    const { cwd, base } = await prepare(dir);
    write(cwd, {
      'edit.txt': 'a\nB\n',
      'crlf.dos': 'a\r\nb\r\nc\n',
      'new.lf': 'a\r\n',
      'näme with\nnewline\tand "quotes".txt': 'ü\n',
      empty: '',
      'picture.png': Buffer.from([0, 9, 255, 0]),
      'latin1.txt': Buffer.from([0xe4, 0x0a]),
      'becomes/file': 'y',
    });
    rmSync(join(cwd, 'gone'), { recursive: true });
    renameSync(join(cwd, 'old name.txt'), join(cwd, 'new name.txt'));
    chmodSync(join(cwd, 'run.sh'), 0o755);
    rmSync(join(cwd, 'becomes/folder'));
    write(cwd, { 'becomes/folder/file': 'y' });
    rmSync(join(cwd, 'folder'), { recursive: true });
    writeFileSync(join(cwd, 'folder'), 'now a file');
    symlinkSync('becomes/folder/file', join(cwd, 'link'));
    const git = gitPicture(dir);
    const applied = value(await apply(dir, base));
    expect(applied).toMatchObject({ already: false, merged: [] });
    expect(applied.files).toContain('näme with\nnewline\tand "quotes".txt');
    expect(picture(dir)).toEqual(picture(cwd));
    expect(gitPicture(dir)).toEqual(git);
    expect(personGit(dir, 'diff', '--cached', '--name-only')).toBe('');
  });

  it('that is applied says so when asked again', async () => {
    const dir = project();
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': 'two\n' });
    await apply(dir, base);
    const before = picture(dir);
    expect(value(await apply(dir, base))).toEqual({ files: ['a.txt'], merged: [], already: true, notes: [] });
    expect(picture(dir)).toEqual(before);
  });

  it('that was cut off in the middle is completed when asked again', async () => {
    const dir = project({ 'a.txt': 'one\n', 'b.txt': 'one\n', 'gone.txt': 'g' });
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': 'two\n', 'b.txt': 'two\n', 'n.txt': 'n\n' });
    rmSync(join(cwd, 'gone.txt'));
    write(dir, { 'a.txt': 'two\n' });
    rmSync(join(dir, 'gone.txt'));
    expect(value(await apply(dir, base)).files).toEqual(['b.txt', 'n.txt']);
    expect(picture(dir)).toEqual(picture(cwd));
  });

  it('that went on afterwards brings what is new, and takes back what it took back', async () => {
    const dir = project({ 'a.txt': 'one\n', 'b.txt': 'b\n' });
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': 'two\n', 'b.txt': 'B\n', 'c.txt': 'c\n' });
    await apply(dir, base);
    write(cwd, { 'a.txt': 'three\n', 'b.txt': 'b\n' });
    rmSync(join(cwd, 'c.txt'));
    expect(value(await apply(dir, base)).files.toSorted()).toEqual(['a.txt', 'b.txt', 'c.txt']);
    expect(picture(dir)).toEqual(picture(cwd));
  });

  it('that was undone by hand is applied again', async () => {
    const dir = project();
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': 'two\n', 'n.txt': 'n\n' });
    await apply(dir, base);
    personGit(dir, 'checkout', '-q', '--', '.');
    expect(value(await apply(dir, base)).files).toEqual(['a.txt']);
    expect(read(dir, 'a.txt')).toBe('two\n');
  });

  it('keeps the person’s lines where they edited the same file elsewhere, before or after', async () => {
    const dir = project({ 'a.txt': '1\n2\n3\n4\n5\n6\n7\n8\n' });
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': '1\n2\n3\n4\n5\n6\n7\nEIGHT\n' });
    write(dir, { 'a.txt': 'ONE\n2\n3\n4\n5\n6\n7\n8\n' });
    expect(value(await apply(dir, base))).toMatchObject({ files: ['a.txt'], merged: ['a.txt'] });
    expect(read(dir, 'a.txt')).toBe('ONE\n2\n3\n4\n5\n6\n7\nEIGHT\n');
    write(dir, { 'a.txt': 'ONE\n2\n3\n4\n5\n6\n7\neight it is\n' });
    expect(value(await apply(dir, base)).already).toBe(true);
    expect(read(dir, 'a.txt')).toBe('ONE\n2\n3\n4\n5\n6\n7\neight it is\n');
  });

  it('takes a file for unedited where only line ends differ that git does not count', async () => {
    const dir = project({ '.gitattributes': '*.txt text\n', 'a.txt': 'one\r\ntwo\r\n' });
    const { cwd, base } = await prepare(dir);
    expect(read(cwd, 'a.txt')).toBe('one\ntwo\n');
    write(cwd, { 'a.txt': 'one\n2\n' });
    expect(value(await apply(dir, base))).toMatchObject({ files: ['a.txt'], merged: [] });
    expect(read(dir, 'a.txt')).toBe('one\n2\n');
  });

  it('keeps the rights the person gave a file', async () => {
    const dir = project({ 'key.txt': 'one\n' });
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'key.txt': 'two\n' });
    chmodSync(join(dir, 'key.txt'), 0o600);
    await apply(dir, base);
    expect(lstatSync(join(dir, 'key.txt')).mode & 0o777).toBe(0o600);
  });

  it('brings a deliverable even where the project ignores it, and nothing else that is ignored', async () => {
    const dir = project({ '.gitignore': 'results/\n*.log\n' });
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'results/x.md': 'x', 'results/y.md': 'y', 'a.log': 'l' });
    expect(value(await apply(dir, base, ['results/x.md', 'a.md'])).files).toEqual(['results/x.md']);
  });

  it('in a part of a repository brings what is in that part', async () => {
    const top = project({ 'shop/a.txt': 'one\n', 'other.txt': 'o\n' });
    const dir = join(top, 'shop');
    const { cwd, base } = await prepare(dir);
    write(cwd, { 'a.txt': 'two\n', '../other.txt': 'changed\n' });
    expect(value(await apply(dir, base)).files).toEqual(['a.txt']);
    expect(read(top, 'other.txt')).toBe('o\n');
  });

  it('leaves repositories out that the work made within, and says so', async () => {
    const dir = project();
    const { cwd, base } = await prepare(dir);
    mkdirSync(join(cwd, 'empty'));
    personGit(join(cwd, 'empty'), 'init', '-q');
    mkdirSync(join(cwd, 'inner'));
    personGit(join(cwd, 'inner'), 'init', '-q');
    commit(join(cwd, 'inner'), { x: 'x' });
    write(cwd, { 'a.txt': 'two\n' });
    const applied = value(await apply(dir, base));
    expect(applied.files).toEqual(['a.txt']);
    expect(applied.notes).toEqual(['inner is a git repository of its own: left out']);
  });
});
