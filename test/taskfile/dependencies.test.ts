import { describe, expect, test } from 'vitest';
import { said } from '../fixtures/day-files.ts';

describe('ids', () => {
  test.each(['../x', 'a/b', '.hidden', '-x', 'a..b', 'dot.', 'x'.repeat(65), 'a b', 'ä', ''])(
    '%s names no folder',
    (id) => {
      expect(said(`tasks: [{id: "${id.replaceAll('"', '')}", name: A, description: d}]`).join()).toContain(
        'cannot name a folder',
      );
    },
  );

  test('are unique, also where capitals make no difference', () => {
    const text = 'tasks:\n- {id: a, name: A, description: d}\n- {id: A, name: B, description: d}';
    expect(said(text)[0]).toContain('3:8: the id `A` is taken by the task on line 2');
  });
});

describe('circles', () => {
  test('are shown as the way around', () => {
    const text = `tasks:
- {id: a, name: A, description: d, depends_on: [c]}
- {id: b, name: B, description: d, depends_on: [a]}
- {id: c, name: C, description: d, depends_on: [b]}
- {id: d, name: D, description: d, depends_on: [d]}`;
    expect(said(text)).toEqual([
      '3:49: these tasks wait for each other: a → c → b → a (take one `depends_on` of the circle away)',
      '5:49: the task `d` waits for itself (take one `depends_on` of the circle away)',
    ]);
  });
});
