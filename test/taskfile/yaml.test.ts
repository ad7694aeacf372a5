import { describe, expect, test } from 'vitest';
import { inTask, said } from '../fixtures/day-files.ts';

describe('YAML that is none', () => {
  test.each([
    ['tasks:\n\t- id: a', '2:1: a tab cannot indent a line (use spaces)'],
    ['a: 1\na: 2\ntasks: []', '2:1: the key `a` stands here twice (keep one of them)'],
    [
      'tasks:\n  - id: a\n    name: Foo: bar',
      '3:11: this value goes on where YAML expects it to end (put text with `: ` in it in quotes, and check the indentation)',
    ],
    ['tasks:\n  - name: "open\n  - id: b\n', '2:11: the closing quote is missing'],
    ['tasks: [1,\nb: 2', '2:1: a `[…]` or `{…}` above is not closed (add the closing bracket)'],
    [
      'date: 2025-11-18\n---\ntasks: []',
      '2:1: a second document begins here (keep one day in one file, without `---`)',
    ],
    ['tasks: !!js/function x', '1:8: tags such as `!x` mean nothing here (delete the tag)'],
    [
      'tasks:\n  - id: a\n    name: b\n   description: c',
      '4:1: this line is indented as if it were a list item (align it with its neighbours)',
    ],
    ['', '1:1: the task file is empty (begin with `tasks:` and list at least one)'],
    ['tasks: []', '1:8: `tasks` is empty (list at least one task)'],
    ['tasks: *x', '1:8: the alias `*x` has no anchor `&x` before it'],
    ['tasks: &a [*a]', '1:12: the alias `*a` contains itself'],
    ['[]', '1:1: the task file must be a mapping (`key: value`) for a day, found a list'],
    ['a\0b', '1:2: the control character U+0000 is not allowed here (this looks like a binary file)'],
    ['tasks: \u001b[31m', '1:8: the control character U+001B is not allowed here (delete it)'],
    ['tasks: \uFEFF', '1:8: the control character U+FEFF is not allowed here (delete it)'],
  ])('%j', (text, message) => {
    expect(said(text)).toContain(message);
  });

  test('bad UTF-8 is told with its place, UTF-16 by its name', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('date: é\ntasks: '), 0xff, 0x41]);
    expect(said(bytes)).toEqual(['2:8: this is not valid UTF-8 (save the file as UTF-8)']);
    expect(said(new Uint8Array([0xff, 0xfe, 0x74, 0x00]))[0]).toContain('it looks like UTF-16');
    expect(said(new TextEncoder().encode('tasks: \uFFFD'))[0]).toContain('must be a list');
  });
});

describe('absurd files', () => {
  const bomb = ['x: &a0 [x, x, x, x, x, x, x, x, x, x]']
    .concat(
      Array.from({ length: 15 }, (_, i) => `k${i}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`),
    )
    .concat('tasks: *a15')
    .join('\n');

  test.each([
    ['more than a megabyte', 'x'.repeat(1_000_001), 'the file is larger than 1 MB'],
    ['too many tasks', `tasks: [${'{},'.repeat(1001)}]`, '`tasks` has 1001 items, at most 1000 are allowed'],
    [
      'a text too long',
      inTask(`model: ${'x'.repeat(2000)}`),
      '`model` is too long: 2000 characters, at most 500',
    ],
    [
      'a description too long',
      `tasks: [{id: a, name: A, description: ${'x'.repeat(100_001)}}]`,
      '`description` is too long',
    ],
    ['too deep', `tasks: ${'['.repeat(10_000)}`, 'nested too deeply'],
    ['deep but closed', `tasks: ${'['.repeat(30)}${']'.repeat(30)}`, 'nested too deeply'],
    ['a bomb of aliases', bomb, 'this grows to more than 200,000 values'],
    ['nothing but brackets', ']'.repeat(1_000_000), 'more than 300,000 pieces'],
    ['nothing but keys', Array.from({ length: 60_000 }, (_, i) => `k${i}:`).join('\n'), 'unknown key'],
  ])('%s', (_, text, message) => {
    const started = performance.now();
    expect(said(text).some((each) => each.includes(message))).toBe(true);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
