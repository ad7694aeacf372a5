import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyTask } from '../../../../src/engine/run/workspace/apply.ts';
import { commit, emptyFolder, gitPicture, personGit, picture, prepare, project, write } from './project.ts';

const apply = (dir: string, base: string) => applyTask({ project: dir, task: 'task-001', base });

describe('applying refuses, and not a byte changes,', () => {
  const refused = async (
    prepared: { dir: string; cwd: string; base: string },
    code: string,
    ...words: string[]
  ): Promise<void> => {
    const before = [picture(prepared.dir), gitPicture(prepared.dir)];
    const applied = await apply(prepared.dir, prepared.base);
    expect(applied).toMatchObject({ ok: false, error: { code } });
    for (const word of words) expect(applied.ok ? '' : applied.error.what).toContain(word);
    expect([picture(prepared.dir), gitPicture(prepared.dir)]).toEqual(before);
  };

  const start = async (files?: Record<string, string | Buffer>) => {
    const dir = project(files);
    return { dir, ...(await prepare(dir)) };
  };

  it('where the person changed the same lines, naming each such file', async () => {
    const it = await start({ 'a.txt': 'one\n', 'b.txt': 'one\n', 'c.txt': 'one\n' });
    write(it.cwd, { 'a.txt': 'theirs\n', 'b.txt': 'theirs\n', 'c.txt': 'theirs\n', 'd.txt': 'new\n' });
    write(it.dir, { 'a.txt': 'mine\n', 'b.txt': 'mine\n' });
    await refused(it, 'apply.conflict', 'a.txt, b.txt');
  });

  it('where the same lines were committed differently since', async () => {
    const it = await start();
    write(it.cwd, { 'a.txt': 'theirs\n' });
    commit(it.dir, { 'a.txt': 'mine\n' });
    await refused(it, 'apply.conflict', 'a.txt');
  });

  it('where a file of the person has a new file’s name, tracked or ignored', async () => {
    const it = await start({ '.gitignore': '' });
    write(it.cwd, { 'new.txt': 'theirs\n', '.env': 'theirs\n' });
    write(it.dir, { 'new.txt': 'mine\n', '.env': 'mine\n' });
    personGit(it.dir, 'config', 'core.excludesFile', join(it.dir, '.git/ignored'));
    write(it.dir, { '.git/ignored': '.env\n' });
    write(it.cwd, { '.gitignore': '!.env\n' });
    await refused(it, 'apply.conflict', '.env', 'new.txt');
  });

  it('where the person edited what the work deletes, or deleted what it edits', async () => {
    const it = await start({ 'a.txt': 'one\n', 'b.txt': 'one\n' });
    rmSync(join(it.cwd, 'a.txt'));
    write(it.cwd, { 'b.txt': 'theirs\n' });
    write(it.dir, { 'a.txt': 'mine\n' });
    rmSync(join(it.dir, 'b.txt'));
    await refused(it, 'apply.conflict', 'a.txt', 'b.txt');
  });

  it('where a binary file changed on both sides', async () => {
    const it = await start({ bin: Buffer.from([0, 1]) });
    write(it.cwd, { bin: Buffer.from([0, 2]) });
    write(it.dir, { bin: Buffer.from([0, 3]) });
    await refused(it, 'apply.conflict', 'bin');
  });

  it('where a file of the person stands for a folder, or a folder of theirs for a file', async () => {
    const it = await start({ 'd/x': 'x' });
    write(it.cwd, { 'new/file.txt': 'f' });
    rmSync(join(it.cwd, 'd'), { recursive: true });
    write(it.cwd, { d: 'file' });
    write(it.dir, { new: 'mine', 'd/mine.txt': 'mine' });
    await refused(it, 'apply.conflict', 'new', 'd/mine.txt');
  });

  it('where it would write through a link of the person', async () => {
    const it = await start();
    const elsewhere = emptyFolder();
    write(it.cwd, { 'lib/x.txt': 'x' });
    symlinkSync(elsewhere, join(it.dir, 'lib'));
    await refused(it, 'apply.conflict', 'lib');
    expect(picture(elsewhere)).toEqual([]);
  });

  it('a link that leads out of the project', async () => {
    const it = await start();
    write(it.cwd, { 'a.txt': 'two\n' });
    for (const target of ['/etc/passwd', '../../etc', 'x/../../out', '..']) {
      symlinkSync(target, join(it.cwd, 'link'));
      await refused(it, 'file.outside', 'link');
      rmSync(join(it.cwd, 'link'));
    }
  });

  it('when nothing was changed, or the work was done in the person’s own tree', async () => {
    await refused(await start(), 'apply.nothing', 'changed nothing');
    const dir = project();
    const { base } = await prepare(dir, { isolation: 'shared' });
    write(dir, { 'a.txt': 'two\n' });
    await refused({ dir, cwd: dir, base }, 'apply.nothing', 'your own tree');
  });
});
