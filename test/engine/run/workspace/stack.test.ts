import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyTask } from '../../../../src/engine/run/workspace/apply.ts';
import { diffOf } from '../../../../src/engine/run/workspace/diff.ts';
import { removeWorktree } from '../../../../src/engine/run/workspace/list.ts';
import { personGit, picture, prepare, project, read, tryPrepare, value, write } from './project.ts';

const filesOf = async (dir: string, task: string, base: string): Promise<string[]> =>
  value(await diffOf({ project: dir, task, base })).files.map(({ path }) => path);

describe('a task that depends on others', () => {
  it('starts from their work, through all they build on themselves, and its diff is its own part alone', async () => {
    const dir = project({ 'a.txt': '1\n2\n3\n4\n5\n6\n' });
    const one = await prepare(dir, { task: 'one' });
    write(one.cwd, { 'a.txt': 'ONE\n2\n3\n4\n5\n6\n', 'one.txt': '1\n' });
    const two = await prepare(dir, { task: 'two', dependsOn: ['one'] });
    expect(two.notes).toEqual(['starts from the work of one (2 files)']);
    write(two.cwd, { 'two.txt': '2\n' });
    const side = await prepare(dir, { task: 'side', dependsOn: ['one'] });
    write(side.cwd, { 'a.txt': 'ONE\n2\n3\n4\n5\nSIX\n' });
    const last = await prepare(dir, { task: 'last', dependsOn: ['two', 'side'] });
    expect(read(last.cwd, 'a.txt')).toBe('ONE\n2\n3\n4\n5\nSIX\n');
    expect(read(last.cwd, 'two.txt')).toBe('2\n');
    write(last.cwd, { 'last.txt': 'l\n' });
    expect(await filesOf(dir, 'two', two.base)).toEqual(['two.txt']);
    expect(await filesOf(dir, 'side', side.base)).toEqual(['a.txt']);
    expect(await filesOf(dir, 'last', last.base)).toEqual(['last.txt']);
    for (const [task, base] of Object.entries({ one, two, side, last }).map(
      ([id, { base }]) => [id, base] as const,
    ))
      value(await applyTask({ project: dir, task, base }));
    expect(picture(dir)).toEqual(picture(last.cwd));
  });

  it('starts from work that was applied and edited further, as it is now', async () => {
    const dir = project();
    const one = await prepare(dir, { task: 'one' });
    write(one.cwd, { 'a.txt': 'two\n' });
    value(await applyTask({ project: dir, task: 'one', base: one.base }));
    write(dir, { 'a.txt': 'two, polished\n' });
    personGit(dir, 'commit', '-q', '-a', '-m', 'polish');
    const { cwd, notes } = await prepare(dir, { task: 'two', dependsOn: ['one'] });
    expect(read(cwd, 'a.txt')).toBe('two, polished\n');
    expect(notes).toEqual([]);
  });

  it('starts from work whose worktree was taken away', async () => {
    const dir = project();
    const one = await prepare(dir, { task: 'one' });
    write(one.cwd, { 'a.txt': 'two\n' });
    value(await removeWorktree(dir, 'one'));
    expect(read((await prepare(dir, { task: 'two', dependsOn: ['one'] })).cwd, 'a.txt')).toBe('two\n');
  });

  it('cannot start where two of them do not fit, and hears which and where', async () => {
    const dir = project();
    for (const task of ['one', 'two']) write((await prepare(dir, { task })).cwd, { 'a.txt': `by ${task}\n` });
    const refused = await tryPrepare(dir, { task: 'three', dependsOn: ['one', 'two'] });
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'worktree.failed',
        what: 'three cannot start from the work of two: it does not fit with one in a.txt',
      },
    });
    write(join(dir, 'agent_workspaces/two/tree'), { 'a.txt': 'by one\n' });
    const { cwd } = await prepare(dir, { task: 'three', dependsOn: ['one', 'two'] });
    expect(read(cwd, 'a.txt')).toBe('by one\n');
  });

  it('hears when one of them worked in the person’s own tree', async () => {
    const dir = project();
    await prepare(dir, { task: 'one', isolation: 'shared' });
    const { notes } = await prepare(dir, { task: 'two', dependsOn: ['one'] });
    expect(notes).toEqual(['one had no worktree: of its work, only what is committed is here']);
  });
});
