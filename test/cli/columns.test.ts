import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { column, cut, flow } from '../../src/cli/columns.ts';
import { costSpan, dollars, roughTime, timeSpan } from '../../src/cli/spans.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((each) => each.replace(/\p{C}/gu, 'x'));

describe('columns', () => {
  test('are exactly as wide as asked, whatever stands in them', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (each, width) => {
        expect(stringWidth(column(each, width))).toBe(width);
        expect(stringWidth(cut(each, width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('show where something is missing', () => {
    expect(cut('pagination', 6)).toBe('pagin…');
    expect(cut('日本語', 4)).toBe('日…');
    expect(column('3m', 5, 'right')).toBe('   3m');
  });

  test('let parts flow into lines', () => {
    expect(flow(['a', 'bb', 'ccc'], ',', 6)).toEqual(['a, bb,', 'ccc']);
    expect(flow([], ',', 6)).toEqual([]);
  });
});

const range = (low: number, high: number) => ({ low, mid: (low + high) / 2, high });

describe('spans', () => {
  test.each([
    [500, '1s'],
    [40_000, '40s'],
    [59_000, '1m'],
    [720_000, '12m'],
    [3_599_000, '1h'],
    [6_000_000, '1h40m'],
    [40_000_000, '11h'],
  ])('%i ms is about %s', (ms, shown) => {
    expect(roughTime(ms)).toBe(shown);
  });

  test('name the unit once where it is the same', () => {
    expect(timeSpan(range(180_000, 900_000))).toBe('3–15m');
    expect(timeSpan(range(2000, 120_000))).toBe('2s–2m');
    expect(timeSpan(range(600_000, 600_000))).toBe('10m');
    expect(timeSpan(range(3_900_000, 7_500_000))).toBe('1h05m–2h05m');
  });

  test('of money', () => {
    expect(costSpan(range(0.2, 1.2))).toBe('$0.20–1.20');
    expect(costSpan(range(0, 0))).toBe('free');
    expect(costSpan(range(2, 2))).toBe('$2.00');
    expect(dollars(1234.5)).toBe('$1,235');
  });
});
