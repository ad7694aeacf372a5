import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDiff } from '../../../components/views/diff-words.ts';
import { fitted, harmless, lineWidth, piece, spread, textOf } from '../../../components/views/line.ts';
import { markdownLines } from '../../../components/views/markdown-lines.ts';
import { wrapped } from '../../../components/views/wrap.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('漢字 kanji', '👩‍👩‍👧 family', 'plain words here', 'e\u0301e\u0301'),
);

describe('A line', () => {
  it('is exactly as wide as its place, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(text), fc.integer({ min: 1, max: 80 }), (texts, width) => {
        expect(
          lineWidth(
            fitted(
              texts.map((each) => piece(each)),
              width,
            ),
          ),
        ).toBe(width);
      }),
    );
  });

  it('gives way on the left and keeps its right side', () => {
    const line = spread([piece('a very long name of a task')], [piece('$1.82')], 16);
    expect(textOf(line)).toBe('a very lon…$1.82');
  });

  it('shows what agents say and obeys none of it', () => {
    expect(harmless('a\x1b]52;c;aGk=\x07b')).toBe('a ]52;c;aGk= b');
    expect(harmless('user\u202egpj.exe\u200b')).toBe('usergpj.exe');
    fc.assert(
      fc.property(text, (any) => {
        expect(harmless(any)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});

describe('Wrapped text', () => {
  it('fits, and loses no word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
        fc.integer({ min: 4, max: 60 }),
        (words, width) => {
          const rows = wrapped(words.join(' '), width);
          expect(rows.every((row) => row.length <= width)).toBe(true);
          expect(rows.join('').replaceAll(' ', '')).toBe(words.join(''));
        },
      ),
    );
  });

  it('keeps lines and breaks wide characters whole', () => {
    expect(wrapped('one\ntwo', 10)).toEqual(['one', 'two']);
    expect(wrapped('漢字漢字', 5)).toEqual(['漢字', '漢字']);
  });
});

describe('A diff', () => {
  it('marks the words that differ', () => {
    const diff = wordDiff('const size = 10;', 'const size = 25;');
    expect(diff?.removed.filter((each) => each.tone === 'removedWord').map((each) => each.text)).toEqual([
      '10',
    ]);
    expect(diff?.added.filter((each) => each.tone === 'addedWord').map((each) => each.text)).toEqual(['25']);
  });

  it('marks no words in rows that share nothing', () => {
    expect(wordDiff('import a from b', 'return 17 * x')).toBeNull();
  });
});

describe('Markdown', () => {
  it('reads as text: headings without marks, code as it stands, lists hanging', () => {
    const lines = markdownLines('# Done\n\n- **all** of `it` and some more words\n```\nx = 1\n```', 20).map(
      textOf,
    );
    expect(lines).toEqual(['Done', '', '- all of it', '  and some more', '  words', '  x = 1']);
  });

  it('shows a table as columns, numbers at the right, the widest cut where it is too wide', () => {
    const table = '| task | spent |\n| --- | ---: |\n| `docs` | $1.20 |\n| a long \\| name | $12.00 |\n';
    expect(markdownLines(table, 40).map(textOf)).toEqual([
      'task            spent',
      'docs            $1.20',
      'a long | name  $12.00',
      '',
    ]);
    expect(markdownLines(table, 16).map(textOf)[2]).toBe('a long…   $12.00');
  });
});
