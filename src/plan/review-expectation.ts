import type { HistoryEntry } from '../domain/event.ts';
import type { TaskSpec } from '../domain/task.ts';
import { expectationOf } from './expectation.ts';
import type { Range } from './range.ts';

/** What looking through a task's work may cost, all its reviews together, and how long the task waits for them. */
export interface ReviewExpectation {
  readonly usd: Range;
  readonly duration_ms: Range;
}

/** To look through work takes a share of what the work takes. */
const SHARE: Range = { low: 0.1, mid: 0.15, high: 0.2 };

const nothing: Range = { low: 0, mid: 0, high: 0 };

const times = (a: Range, b: Range): Range => ({
  low: a.low * b.low,
  mid: a.mid * b.mid,
  high: a.high * b.high,
});

/** One at the end if one is wanted there, at most as many as there are rounds; and perhaps one in between. */
const countOf = ({ at, rounds }: NonNullable<TaskSpec['review']>): Range => {
  const atEnd = at.includes('end');
  const between = at.some((moment) => moment !== 'end') ? 1 : 0;
  return { low: atEnd ? 1 : 0, mid: 1, high: (atEnd ? rounds : 0) + between };
};

export const reviewExpectation = (task: TaskSpec, history: readonly HistoryEntry[]): ReviewExpectation => {
  const wish = task.review;
  if (wish === undefined) return { usd: nothing, duration_ms: nothing };
  const { usd, duration_ms } = expectationOf(
    { ...task, agents: wish.by, steps: [], max_cost_usd: null, timeout_ms: null },
    history,
  );
  const count = countOf(wish);
  const cap = wish.max_cost_usd ?? Number.POSITIVE_INFINITY;
  const one = times(usd, SHARE);
  const capped = { low: Math.min(one.low, cap), mid: Math.min(one.mid, cap), high: Math.min(one.high, cap) };
  return { usd: times(capped, count), duration_ms: times(times(duration_ms, SHARE), count) };
};
