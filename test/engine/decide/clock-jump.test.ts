import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextWake } from '../../../src/engine/decide/timers.ts';
import { Day, spec } from './day.ts';

const HOUR = 3_600_000;

/** The wall clock moves; no time has passed. */
const jump = (day: Day, by_ms: number): void => {
  day.now += by_ms;
  day.give({ kind: 'outcome', draft: { type: 'clock.jumped', by_ms } });
};

const jumps = fc.integer({ min: -48 * HOUR, max: 48 * HOUR });

const running = (): Day => {
  const day = new Day();
  day.now = 100 * HOUR;
  day.start([spec('a', { timeout_ms: 60_000, retries: 1 })]);
  day.begins('a');
  return day;
};

describe('a clock that jumps', () => {
  test('times nobody out, and gives nobody more time', () => {
    fc.assert(
      fc.property(jumps, (by) => {
        const day = running();
        day.passes(30_000);
        jump(day, by);
        day.give({ kind: 'tick' });
        expect(day.shows('a')).toBe('running');
        day.passes(29_999);
        expect(day.did()).not.toContain('kill');
        day.passes(1);
        expect(day.did()).toContain('kill');
      }),
    );
  });

  test('makes nobody stuck, and the pause before a retry neither shorter nor longer', () => {
    fc.assert(
      fc.property(jumps, (by) => {
        const day = running();
        day.exits('a', 1);
        const due = (nextWake(day.state) ?? 0) - day.now;
        jump(day, by);
        expect((nextWake(day.state) ?? 0) - day.now).toBe(due);
        expect(day.last('ask.opened')).toBeUndefined();
      }),
    );
  });

  test('does not end the wait for a person', () => {
    fc.assert(
      fc.property(jumps, (by) => {
        const day = new Day();
        day.now = 100 * HOUR;
        day.start([spec('a', { risk: 'high' })], { wait_ms: 60_000 });
        day.passes(30_000);
        jump(day, by);
        day.give({ kind: 'tick' });
        expect(day.state.phase).toBe('running');
        day.passes(31_000);
        expect(day.state.phase).not.toBe('running');
      }),
    );
  });
});
