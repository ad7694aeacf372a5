import { chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyTask } from '../../../../src/engine/run/workspace/apply.ts';
import { personGit, picture, prepare, project, value } from './project.ts';

const path = fc.constantFrom('a', 'b', 'd/a', 'd/b', 'd/e/a', 'sp ace', 'ü\n"\t', '-x', '.hidden', ':(top)z');
const content = fc.oneof(
  fc.constantFrom('', 'one\n', 'two\r\n', 'no end', '\0binary\0'),
  fc.array(fc.constantFrom('1\n', '2\n', '3\n', '4\n'), { maxLength: 6 }).map((lines) => lines.join('')),
);
const edit = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), path, content }) },
  fc.record({ do: fc.constant('remove' as const), path }),
  fc.record({ do: fc.constant('run' as const), path }),
  fc.record({ do: fc.constant('link' as const), path }),
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** Clears the way first, as an agent would that wants a folder where a file is, or the reverse. */
const clear = (dir: string, at: string): void => {
  for (let above = dirname(at); above !== '.'; above = dirname(above)) {
    const stat = lstatSync(join(dir, above), { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isDirectory()) rmSync(join(dir, above));
  }
  rmSync(join(dir, at), { recursive: true, force: true });
};

const make = (dir: string, change: Edit): void => {
  const target = join(dir, change.path);
  const isFile = lstatSync(target, { throwIfNoEntry: false })?.isFile() ?? false;
  if (change.do === 'run') {
    if (isFile) chmodSync(target, 0o755);
    return;
  }
  clear(dir, change.path);
  if (change.do === 'remove') return;
  mkdirSync(dirname(target), { recursive: true });
  if (change.do === 'link') symlinkSync('a', target);
  else writeFileSync(target, change.content);
};

/** Folders do not count: git knows files alone. */
const files = (dir: string): string[] => picture(dir).filter((row) => !/" 4\d+ /.test(row));

const committed = { a: 'one\n', b: '1\n2\n3\n', 'd/a': 'x', 'd/e/a': 'y\r\n', 'sp ace': '' };
const edits = fc.array(edit, { minLength: 1, maxLength: 8 });

const apply = (dir: string, base: string) => applyTask({ project: dir, task: 'task-001', base });

it('whatever a task does, and does next, applying makes the person’s tree the same', async () => {
  await fc.assert(
    fc.asyncProperty(edits, edits, async (first, second) => {
      const dir = project(committed);
      const { cwd, base } = await prepare(dir);
      for (const round of [first, second]) {
        for (const change of round) make(cwd, change);
        const applied = await apply(dir, base);
        if (!applied.ok) expect(applied.error.code).toBe('apply.nothing');
        expect(files(dir)).toEqual(files(cwd));
      }
      rmSync(dir, { recursive: true });
    }),
    { numRuns: 5 },
  );
});

it('whatever the person did meanwhile is kept: it all fits, or nothing is done', async () => {
  await fc.assert(
    fc.asyncProperty(edits, edits, async (theirs, mine) => {
      const dir = project(committed);
      const { cwd, base } = await prepare(dir);
      for (const change of theirs) make(cwd, change);
      for (const change of mine) make(dir, change);
      const before = files(dir);
      const status = personGit(cwd, 'status', '--porcelain', '-z', '--untracked-files=all', '--no-renames');
      const touched = new Set(status.split('\0').map((row) => row.slice(3)));
      const untouched = (rows: string[]) => rows.filter((row) => !touched.has(nameIn(row)));
      const applied = await apply(dir, base);
      if (!applied.ok) expect(files(dir)).toEqual(before);
      else {
        expect(untouched(files(dir))).toEqual(untouched(before));
        expect(value(await apply(dir, base)).already).toBe(true);
      }
      rmSync(dir, { recursive: true });
    }),
    { numRuns: 6 },
  );
});

const nameIn = (row: string): string => JSON.parse(row.slice(0, row.lastIndexOf('"') + 1));
