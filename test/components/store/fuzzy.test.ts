import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzyFound, fuzzyScore } from '../../../components/store/fuzzy.ts';

const same = (text: string): string => text;

describe('Fuzzy finding', () => {
  it('finds letters in their order only', () => {
    expect(fuzzyScore('pgn', 'Pagination rework')).not.toBeNull();
    expect(fuzzyScore('ngp', 'Pagination rework')).toBeNull();
  });

  it('prefers starts of words and letters in a row', () => {
    expect(fuzzyFound('pr', ['spare part', 'Pagination rework', 'approve'], same)[0]).toBe(
      'Pagination rework',
    );
    expect(fuzzyFound('kill', ['kitchen pill', 'kill'], same)[0]).toBe('kill');
  });

  it('leaves everything in its order without a query', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (all) => {
        expect(fuzzyFound(' ', all, same)).toEqual(all);
      }),
    );
  });

  it('finds every text by any of its letters kept in order', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
        fc.infiniteStream(fc.boolean()),
        (text, keep) => {
          const some = [...text].filter(() => keep.next().value).join('');
          expect(fuzzyScore(some, text)).not.toBeNull();
        },
      ),
    );
  });
});
