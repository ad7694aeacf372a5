import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationMs } from '../../src/taskfile/duration.ts';

test.each([
  ['45m', 2_700_000],
  ['90s', 90_000],
  ['2h', 7_200_000],
  ['1h30m', 5_400_000],
  ['1h 5s', 3_605_000],
  ['1.5h', 5_400_000],
  ['45', null],
  ['', null],
  ['m', null],
  ['5 minutes', null],
  ['-5m', null],
  ['30m1h', null],
])('"%s" is %s ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

test('every hour, minute and second counts as what it is', () => {
  const n = fc.integer({ min: 0, max: 999 });
  fc.assert(
    fc.property(n, n, n, (h, m, s) => {
      expect(durationMs(`${h}h${m}m${s}s`)).toBe(((h * 60 + m) * 60 + s) * 1000);
    }),
  );
});
