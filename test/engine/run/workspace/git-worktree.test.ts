import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { emptyFolder, personGit, prepare, project, tryPrepare, worktrees, write } from './project.ts';

const NOTE = '.git/worktrees/other';

/** What git leaves for a moment while someone else makes a worktree. */
const halfWritten = (dir: string): void =>
  write(dir, { [`${NOTE}/gitdir`]: '/elsewhere/.git\n', [`${NOTE}/HEAD`]: '', [`${NOTE}/commondir`]: '' });

/** The real git, after whose first `worktree add` the other has come to the end of its note. */
const otherGoesOnAfterTheFirst = (dir: string): void => {
  const bin = emptyFolder();
  const note = join(dir, NOTE, 'commondir');
  const script = `#!/bin/sh
PATH='${process.env.PATH}' git "$@"
code=$?
case " $* " in *' worktree add '*) echo ../.. > '${note}';; esac
exit $code
`;
  write(bin, { git: script });
  chmodSync(join(bin, 'git'), 0o755);
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
};

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a worktree made while another is being made', () => {
  it('waits until git has written of the other', async () => {
    const dir = project();
    halfWritten(dir);
    expect(() => personGit(dir, 'worktree', 'add', '--detach', join(emptyFolder(), 'tree'))).toThrow(
      /commondir/,
    );
    otherGoesOnAfterTheFirst(dir);
    const { cwd } = await prepare(dir);
    expect(worktrees(dir)).toContain(`worktree ${cwd}`);
  });

  it('is refused with the way out where that never comes', async () => {
    const dir = project();
    halfWritten(dir);
    expect(await tryPrepare(dir)).toMatchObject({
      ok: false,
      error: {
        code: 'worktree.failed',
        what: expect.stringContaining(`${NOTE}/commondir`),
        mend: expect.stringContaining('remove the folder it names'),
      },
    });
  });

  it('is made for many tasks at once', async () => {
    const dir = project();
    const tasks = ['one', 'two', 'three', 'four', 'five', 'six'];
    await Promise.all(tasks.map((task) => prepare(dir, { task })));
    expect(worktrees(dir)).toHaveLength(1 + tasks.length);
  });
});
