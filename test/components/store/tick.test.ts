import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../components/store/context.ts';
import { nextTickMs } from '../../../components/store/tick.ts';
import { span } from '../../../components/theme/format.ts';
import { added, aTask, begun, minute, opened } from '../../fixtures/a-day.ts';
import { contextAt } from '../busy-day.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A day on which agents were started at these minutes, at this moment. */
const dayOf = (starts: readonly number[], now: number): Context => ({
  ...contextAt(120, 40, {}, [
    [0, opened(50)],
    ...starts.map((_, at) => [0, added(aTask(`task-${at}`), at)] as const),
    ...starts.map((start, at) => [start, begun(`task-${at}`, 1)] as const),
  ]),
  now,
});

/** When the screen is drawn from this moment on, for so long. */
const draws = (context: Context, ms: number): readonly number[] => {
  const all: number[] = [];
  for (let { now } = context; now < context.now + ms; ) {
    now += nextTickMs({ ...context, now });
    all.push(now);
  }
  return all;
};

const starts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 });

describe('the clocks on the screen', () => {
  it('change together: once a second while agents are young, six times a minute later', () => {
    fc.assert(
      fc.property(starts, (all) => {
        expect(draws(dayOf(all, minute(1)), 30 * SECOND).length).toBeLessThanOrEqual(31);
        expect(draws(dayOf(all, minute(3)), 5 * MINUTE).length).toBeLessThanOrEqual(31);
      }),
    );
  });

  it('are never more than a second late while they read seconds, ten while they read minutes', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 4 * MINUTE }), (all, later) => {
        const context = dayOf(all, minute(1) + later);
        const drawn = [context.now, ...draws(context, MINUTE)];
        for (const [at, next] of drawn.slice(0, -1).map((one, i) => [one, drawn[i + 1] ?? one] as const))
          for (const start of all.map(minute)) {
            const late = (at - start < MINUTE ? SECOND : 10 * SECOND) + 20;
            expect(span(Math.max(at, next - late - 1) - start)).toBe(span(at - start));
          }
      }),
    );
  });
});
