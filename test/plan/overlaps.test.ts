import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskSpec } from '../../src/domain/task.ts';
import { overlaps } from '../../src/plan/overlaps.ts';
import { deliverableOf } from '../../src/taskfile/deliverable.ts';
import { task } from '../fixtures/day-files.ts';

const delivering = (id: string, paths: readonly string[], more: Partial<TaskSpec> = {}): TaskSpec =>
  task({ id, deliverables: paths.map(deliverableOf), ...more });

describe('two tasks overlap', () => {
  test('when they deliver the same file, however it is written', () => {
    expect(overlaps([delivering('a', ['docs/x.md']), delivering('b', ['Updated ./docs/x.md'])])).toEqual([
      { kind: 'deliverable', what: 'docs/x.md', tasks: ['a', 'b'] },
    ]);
  });

  test('when one delivers into a folder the other delivers', () => {
    expect(overlaps([delivering('a', ['docs/']), delivering('b', ['docs/deep/x.md'])])).toEqual([
      { kind: 'deliverable', what: 'docs/deep/x.md', tasks: ['a', 'b'] },
    ]);
  });

  test('when they name the same module or context folder', () => {
    const tasks = [
      task({ id: 'a', module: 'm', context_files: ['src/app/', 'README.md'] }),
      task({ id: 'b', module: 'm', context_files: ['src/app/main/', 'README.md'] }),
    ];
    expect(overlaps(tasks)).toEqual([
      { kind: 'folder', what: 'src/app/main', tasks: ['a', 'b'] },
      { kind: 'module', what: 'm', tasks: ['a', 'b'] },
    ]);
  });
});

describe('two tasks do not overlap', () => {
  test('when one waits for the other, directly or not', () => {
    const same = ['docs/x.md'];
    const tasks = [
      delivering('a', same),
      delivering('b', [], { depends_on: ['a'] }),
      delivering('c', same, { depends_on: ['b'] }),
    ];
    expect(overlaps(tasks)).toEqual([]);
  });

  test('when they only read the same file, or names merely begin alike', () => {
    expect(
      overlaps([
        task({ id: 'a', context_files: ['README.md'] }),
        task({ id: 'b', context_files: ['README.md'] }),
      ]),
    ).toEqual([]);
    expect(overlaps([delivering('a', ['docs/x.md']), delivering('b', ['docs/x.md.bak'])])).toEqual([]);
  });
});

test('each pair is told once for each thing, in the order of the file', () => {
  const name = fc.constantFrom('m', 'n');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, fc.array(fc.constantFrom('a.md', 'd/', 'd/x.md'))), { maxLength: 8 }),
      (all) => {
        const tasks = all.map(([module, paths], index) => delivering(`t${index}`, paths, { module }));
        const found = overlaps(tasks);
        const keys = found.map((each) => JSON.stringify(each));
        expect(new Set(keys).size).toBe(keys.length);
        const place = (id: string) => tasks.findIndex((each) => each.id === id);
        for (const { tasks: pair } of found) expect(place(pair[0])).toBeLessThan(place(pair[1]));
        const modules = found.filter((each) => each.kind === 'module').length;
        const expected = tasks.flatMap((a, i) =>
          tasks.slice(i + 1).filter((b) => a.module === b.module),
        ).length;
        expect(modules).toBe(expected);
      },
    ),
  );
});
