import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { momentOf } from '../../../../src/engine/run/workspace/mine.ts';
import { type Placement, place } from '../../../../src/engine/run/workspace/place.ts';
import { emptyFolder, picture, read, write } from './project.ts';

const everything = /^$/;

/** A tree, and a scratch folder beside it with what is to come. */
const start = () => {
  const top = emptyFolder();
  const root = join(top, 'root');
  const scratch = join(top, 'scratch');
  mkdirSync(scratch);
  write(root, { 'a.txt': 'a', 'run.sh': 'r', 'gone/deep/b.txt': 'b' });
  chmodSync(join(root, 'run.sh'), 0o700);
  symlinkSync('a.txt', join(root, 'link'));
  write(scratch, { 'new/a.txt': 'A', 'new/run.sh': 'R', 'new/link': 'no link', 'new/n/m/c.txt': 'c' });
  const item = (path: string, staged: string | null = join(scratch, 'new', path)): Placement => ({
    path,
    staged,
    moment: momentOf(root, path),
  });
  const all = [item('a.txt'), item('run.sh'), item('link'), item('n/m/c.txt'), item('gone/deep/b.txt', null)];
  return { root, scratch, all, item };
};

describe('putting files in their places', () => {
  it('changes, makes and removes them, and the folders that are left empty', () => {
    const { root, scratch, all } = start();
    expect(place(root, scratch, all).ok).toBe(true);
    const rows = picture(root, everything).map((row) => row.split(' ').slice(0, 2).join(' '));
    expect(rows).toEqual([
      '"a.txt" 100644',
      '"link" 100644',
      '"n" 40755',
      '"n/m" 40755',
      '"n/m/c.txt" 100644',
      '"run.sh" 100600',
    ]);
    expect(read(root, 'a.txt')).toBe('A');
  });

  it('puts all back when one of them fails: contents, rights, links and folders', () => {
    const { root, scratch, all, item } = start();
    const before = picture(root, everything);
    const failed = place(root, scratch, [...all, item('z.txt', join(scratch, 'nowhere'))]);
    expect(failed).toMatchObject({ ok: false, error: { code: 'file.unwritable' } });
    expect(picture(root, everything)).toEqual(before);
  });

  it('puts all back when somebody changed one of them in between', () => {
    const { root, scratch, all } = start();
    write(root, { 'run.sh': 'mine' });
    const before = picture(root, everything);
    expect(place(root, scratch, all)).toMatchObject({
      ok: false,
      error: { code: 'apply.conflict', what: 'run.sh was changed just now' },
    });
    expect(picture(root, everything)).toEqual(before);
  });
});
