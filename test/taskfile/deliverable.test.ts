import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliverableOf } from '../../src/taskfile/deliverable.ts';

const found: readonly [string, string | null][] = [
  ['docs/NEW_DOC.md', 'docs/NEW_DOC.md'],
  ['Updated docs/MODULE_REGISTRY.md', 'docs/MODULE_REGISTRY.md'],
  ['src/app/(main)/baptisms/', 'src/app/(main)/baptisms/'],
  ['src/lib', 'src/lib'],
  ['.gitignore', '.gitignore'],
  ['Makefile', 'Makefile'],
  ['The file `docs/a.md`, rewritten.', 'docs/a.md'],
  ['A new page (docs/a.md)', 'docs/a.md'],
  ['Tests under test/cli/', 'test/cli/'],
  ['README.md updated', 'README.md'],
  ['Merge a.md into b.md', null],
  ['Client/server split explained', null],
  ['Runs in Node.js 24', null],
  ['Faster, e.g. by half', null],
  ['See https://example.test/a.html', null],
  ['g/reports/self_review_*.md', null],
  ['Documentation', null],
  ['Version 2.5 is out', null],
];

describe('a deliverable', () => {
  test.each(found)('"%s" names %s', (text, path) => {
    expect(deliverableOf(text)).toEqual({ text, path });
  });

  test('names only a word that stands in it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const { path } = deliverableOf(text);
        expect(path === null || text.includes(path)).toBe(true);
      }),
    );
  });
});
