import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyTask } from '../../../../src/engine/run/workspace/apply.ts';
import { commit, gitPicture, personGit, picture, prepare, project, read, value, write } from './project.ts';

const apply = (dir: string, base: string, task = 'task-001', deliverables: string[] = []) =>
  applyTask({ project: dir, task, base, deliverables });

describe('applying a task', () => {
  it('brings every kind of change over, byte for byte, and leaves .git alone', async () => {
    const dir = project({
      'edit.txt': 'a\nb\n',
      'crlf.txt': 'a\r\nb\r\n',
      'gone/away.txt': 'x',
      'old name.txt': 'a long enough text to be seen as renamed\n'.repeat(5),
      'run.sh': '#!/bin/sh\n',
      'picture.png': Buffer.from([0, 1, 2, 255]),
      'becomes/folder': 'file',
      'folder/inner': 'x',
    });
    const { cwd, base } = await prepare(dir);
    write(cwd, {
      'edit.txt': 'a\nB\n',
      'crlf.txt': 'a\r\nb\r\nc\n',
      'näme with\nnewline\tand "quotes".txt': 'ü\n',
      empty: '',
      'picture.png': Buffer.from([0, 9, 255, 0]),
      'latin1.txt': Buffer.from([0xe4, 0x0a]),
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
    expect(applied.already).toBe(false);
    expect(picture(dir)).toEqual(picture(cwd));
    expect(gitPicture(dir)).toEqual(git);
    expect(personGit(dir, 'diff', '--cached', '--name-only')).toBe('');
  });
});
