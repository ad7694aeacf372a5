import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../../src/domain/event.ts';
import { expectationOf } from '../../src/plan/expectation.ts';
import { forecast } from '../../src/plan/forecast.ts';
import { rangeOf } from '../../src/plan/range.ts';
import { bashStep, task } from '../fixtures/day-files.ts';

const run = (usd: number | null, minutes: number, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  complexity: 'medium',
  agent: 'claude',
  module: null,
  usd,
  duration_ms: minutes * 60_000,
  ...more,
});

const medium = task({ id: 'a', complexity: 'medium' });

describe('a task without history', () => {
  test('costs and takes more the more complex it is, and says that this is assumed', () => {
    const [low, mid, high] = (['low', 'medium', 'high'] as const).map((complexity) =>
      expectationOf(task({ id: 'a', complexity }), []),
    );
    expect(low?.usd.mid).toBeLessThan(mid?.usd.mid ?? 0);
    expect(mid?.duration_ms.high).toBeLessThan(high?.duration_ms.high ?? 0);
    expect(low).toMatchObject({ runs: 0, of: null });
  });

  test('costs nothing where no model is called', () => {
    const steps = task({ id: 'a', agents: ['steps'], steps: [bashStep('true')] });
    expect(expectationOf(steps, []).usd).toEqual({ low: 0, mid: 0, high: 0 });
    expect(expectationOf(task({ id: 'a', agents: ['demo'] }), []).usd.high).toBe(0);
    const demo = [
      { do: 'usage', usd: 0.25 },
      { do: 'usage', input: 100 },
      { do: 'usage', usd: 0.5 },
    ];
    const played = task({ id: 'a', agents: ['demo'], demo });
    expect(expectationOf(played, []).usd).toEqual({ low: 0.75, mid: 0.75, high: 0.75 });
  });

  test('never goes past its own caps', () => {
    const capped = expectationOf(
      task({ id: 'a', complexity: 'high', max_cost_usd: 1, timeout_ms: 60_000 }),
      [],
    );
    expect(capped.usd).toEqual({ low: 1, mid: 1, high: 1 });
    expect(capped.duration_ms.high).toBe(60_000);
  });
});

describe('a task with history', () => {
  test('rests on the runs of its agent and complexity', () => {
    const history = [
      run(1, 10),
      run(3, 30),
      run(2, 20),
      run(99, 1, { complexity: 'high' }),
      run(99, 1, { agent: 'codex' }),
    ];
    expect(expectationOf(medium, history)).toEqual({
      usd: { low: 1, mid: 2, high: 3 },
      duration_ms: { low: 600_000, mid: 1_200_000, high: 1_800_000 },
      runs: 3,
      of: 'medium claude tasks',
    });
  });

  test('rests on its own module once there are five runs of it', () => {
    const history = [
      ...Array.from({ length: 5 }, () => run(1, 5, { module: 'billing' })),
      run(50, 90),
      run(50, 90),
    ];
    const billing = task({ id: 'a', module: 'billing' });
    expect(expectationOf(billing, history)).toMatchObject({
      usd: { mid: 1 },
      runs: 5,
      of: 'medium claude tasks in billing',
    });
    expect(expectationOf(medium, history).runs).toBe(7);
  });

  test('borrows from other agents before it assumes', () => {
    const history = [1, 2, 3].map((usd) => run(usd, 10, { agent: 'codex' }));
    expect(expectationOf(medium, history)).toMatchObject({ runs: 3, of: 'medium tasks of other agents' });
    expect(expectationOf(medium, history.slice(1))).toMatchObject({ runs: 0, of: null });
  });

  test('does not count what could not be priced as free', () => {
    expect(expectationOf(medium, [run(null, 10), run(null, 10), run(null, 10)]).usd.low).toBeGreaterThan(0);
  });
});

describe('a range', () => {
  const assumed = { low: 1, mid: 2, high: 5 };

  test('is only widened by one or two values, replaced from three, and trimmed from ten', () => {
    expect(rangeOf([], assumed)).toEqual(assumed);
    expect(rangeOf([9], assumed)).toEqual({ low: 1, mid: 3.5, high: 9 });
    expect(rangeOf([7, 8, 30], assumed)).toEqual({ low: 7, mid: 8, high: 30 });
    const eleven = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
    expect(rangeOf(eleven, assumed)).toEqual({ low: 10, mid: 50, high: 90 });
  });

  test('is in order and within what was seen or assumed', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 30 }), (seen) => {
        const { low, mid, high } = rangeOf(seen, assumed);
        expect(low).toBeLessThanOrEqual(mid);
        expect(mid).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...seen, assumed.low));
        expect(high).toBeLessThanOrEqual(Math.max(...seen, assumed.high));
      }),
    );
  });
});

describe('a day', () => {
  const three = ['a', 'b', 'c'].map((id) => task({ id }));
  const history = Array.from({ length: 3 }, () => run(2, 10));

  test('is the sum of its tasks in money, and side by side in time', () => {
    const day = forecast(three, history, { max_agents: 2, max_cost_usd: null });
    expect(day.usd).toEqual({ low: 6, mid: 6, high: 6 });
    expect(day.wall_ms).toEqual({ low: 1_200_000, mid: 1_200_000, high: 1_200_000 });
    expect(day.tasks.map((each) => each.starts_ms)).toEqual([0, 0, 600_000]);
    expect(day).toMatchObject({ cap: 'none', from_history: 3, from_assumptions: 0 });
  });

  test.each([
    [100, 'safe'],
    [12, 'may'],
    [6, 'likely'],
  ] as const)('under a cap of $%i is %s', (max_cost_usd, cap) => {
    expect(forecast(three, [], { max_agents: 3, max_cost_usd }).cap).toBe(cap);
  });
});
