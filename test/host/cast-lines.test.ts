import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readEvent } from '../../src/host/cast.ts';
import { CastLines } from '../../src/host/cast-lines.ts';
import { WholeUtf8 } from '../../src/host/whole-utf8.ts';

/** Bytes as programs print them, as nobody should, and all that JSON or UTF-8 treats in its own way. */
const bytes = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 12 }).map((some) => Buffer.from(some)),
      fc
        .constantFrom(
          '"',
          '\\',
          '\u2028',
          '\u2029',
          '\u202a',
          '\ufeff',
          '\x1b[31m',
          '\x7f',
          '\0',
          '\u{1f9d1}',
          'ê',
        )
        .map((text) => Buffer.from(text)),
    ),
    { maxLength: 20 },
  )
  .map((all) => Buffer.concat(all));

/** The same bytes, cut at any places. */
const cut = fc.tuple(bytes, fc.array(fc.nat(200), { maxLength: 8 })).map(([all, places]) => {
  const at = [0, ...places.map((place) => Math.min(place, all.length)).sort((a, b) => a - b), all.length];
  return { all, pieces: at.slice(1).map((end, i) => all.subarray(at[i], end)) };
});

const recorded = (pieces: readonly Buffer[]): string[] => {
  const whole = new WholeUtf8();
  const lines = new CastLines();
  lines.beginOutput(1.5);
  for (const piece of pieces) lines.output(whole.take(piece));
  lines.output(whole.end());
  return lines.take().toString('utf8').split('\n').slice(0, -1);
};

it('holds the very text the bytes say, however they come, as one line of plain JSON', () => {
  fc.assert(
    fc.property(cut, ({ all, pieces }) => {
      const lines = recorded(pieces);
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/[\u2028\u2029]/);
      expect(readEvent(lines[0] ?? '')).toEqual([1.5, 'o', all.toString('utf8')]);
    }),
    { numRuns: 2000 },
  );
});

it('grows with what it is given', () => {
  const lines = new CastLines();
  const much = Buffer.from('\x1b'.repeat(1_000_000));
  lines.beginOutput(0);
  lines.output(much);
  expect(readEvent(lines.take().toString('utf8').trimEnd())).toEqual([0, 'o', much.toString('utf8')]);
});

it('keeps lines of other kinds apart from output under way', () => {
  const lines = new CastLines();
  lines.beginOutput(1);
  lines.output(Buffer.from('a'));
  lines.line('[2,"r","80x24"]\n');
  lines.beginOutput(3);
  lines.output(Buffer.from('b'));
  expect(lines.take().toString('utf8')).toBe('[1,"o","a"]\n[2,"r","80x24"]\n[3,"o","b"]\n');
  expect(lines.take()).toHaveLength(0);
});
