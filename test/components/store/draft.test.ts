import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Draft,
  draftOf,
  edited,
  emptyDraft,
  inserted,
  lineMoved,
} from '../../../components/store/draft.ts';
import { keyOf } from '../a-console.tsx';

const keys = [
  'left',
  'right',
  'home',
  'end',
  'backspace',
  'delete',
  'ctrl-a',
  'ctrl-e',
  'ctrl-u',
  'ctrl-k',
  'ctrl-w',
  'ctrl-j',
  'alt-enter',
  'a',
  'é',
  '漢',
  '👩‍👩‍👧',
];

const afterKeys = (names: readonly string[], from: Draft = emptyDraft): Draft =>
  names.reduce((draft, name) => edited(draft, keyOf(name)) ?? draft, from);

describe('A draft', () => {
  it('keeps its cursor in its text, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...keys)), (names) => {
        const { text, at } = afterKeys(names);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('never splits what looks like one character', () => {
    const typed = afterKeys(['a', '👩‍👩‍👧', 'é']);
    expect(afterKeys(['backspace', 'backspace'], typed).text).toBe('a');
    expect(afterKeys(['left', 'left'], typed).at).toBe(1);
  });

  it('takes back an inserted text by as many backspaces as it has characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const clean = inserted(emptyDraft, text).text;
        expect(
          afterKeys(
            Array.from(clean, () => 'backspace'),
            draftOf(clean),
          ),
        ).toEqual(emptyDraft);
      }),
    );
  });

  it('lets no control character of a paste in, but keeps its lines', () => {
    expect(inserted(emptyDraft, 'a\x1b[31mb\r\nc\rd\te\x07').text).toBe('a[31mb\nc\nd  e');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(inserted(emptyDraft, text).text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });

  it('goes up and down in the same column, and says where there is no further line', () => {
    const draft = { text: 'first\nab\nthird', at: 13 };
    const up = lineMoved(draft, -1);
    expect(up?.at).toBe(8);
    expect(lineMoved(up ?? draft, -1)?.at).toBe(2);
    expect(lineMoved({ ...draft, at: 2 }, -1)).toBeNull();
    expect(lineMoved(draft, 1)).toBeNull();
  });

  it('deletes a word', () => {
    expect(afterKeys(['ctrl-w'], draftOf('two words ')).text).toBe('two ');
  });
});
