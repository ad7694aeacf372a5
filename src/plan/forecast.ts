import type { HistoryEntry } from '../domain/event.ts';
import type { TaskSpec } from '../domain/task.ts';
import { type Expectation, expectationOf } from './expectation.ts';
import { type Range, sumOf } from './range.ts';
import { type ReviewExpectation, reviewExpectation } from './review-expectation.ts';
import { simulate } from './schedule.ts';

export interface TaskForecast extends Expectation {
  readonly id: string;
  /** Its reviews come on top; null where nobody looks through it. */
  readonly review: ReviewExpectation | null;
  /** When it would start, counted from the day's start. */
  readonly starts_ms: number;
}

/** `likely`: even a middling day passes the cap; `may`: a dear one does. */
export type CapOutlook = 'none' | 'safe' | 'may' | 'likely';

export interface Forecast {
  readonly tasks: readonly TaskForecast[];
  /** Reviews included. */
  readonly usd: Range;
  /** What of it is for reviews. */
  readonly reviews_usd: Range;
  /** From first start to last end, agents working side by side; waiting for a person not counted. */
  readonly wall_ms: Range;
  readonly cap: CapOutlook;
  /** Tasks whose forecast rests on earlier runs, and those that rest on assumptions. */
  readonly from_history: number;
  readonly from_assumptions: number;
}

interface Limits {
  readonly max_agents: number;
  readonly max_cost_usd: number | null;
}

const outlook = (usd: Range, cap: number | null): CapOutlook => {
  if (cap === null) return 'none';
  if (usd.high < cap) return 'safe';
  return usd.mid < cap ? 'may' : 'likely';
};

/** What a day may cost and how long it may take, task by task and as a whole. */
export const forecast = (
  tasks: readonly TaskSpec[],
  history: readonly HistoryEntry[],
  limits: Limits,
): Forecast => {
  const expected = tasks.map((task) => ({
    id: task.id,
    ...expectationOf(task, history),
    review: task.review === undefined ? null : reviewExpectation(task, history),
  }));
  const times = new Map(
    expected.map(({ id, duration_ms, review }) => [
      id,
      review === null ? duration_ms : sumOf([duration_ms, review.duration_ms]),
    ]),
  );
  const played = (edge: keyof Range) =>
    simulate(tasks, (task) => times.get(task.id)?.[edge] ?? 0, limits.max_agents);
  const middling = played('mid');
  const perTask = expected.map((each) => ({ ...each, starts_ms: middling.starts_ms.get(each.id) ?? 0 }));
  const reviews = sumOf(perTask.flatMap(({ review }) => (review === null ? [] : [review.usd])));
  const usd = sumOf([...perTask.map((task) => task.usd), reviews]);
  const fromHistory = perTask.filter((task) => task.runs > 0).length;
  return {
    tasks: perTask,
    usd,
    reviews_usd: reviews,
    wall_ms: { low: played('low').wall_ms, mid: middling.wall_ms, high: played('high').wall_ms },
    cap: outlook(usd, limits.max_cost_usd),
    from_history: fromHistory,
    from_assumptions: perTask.length - fromHistory,
  };
};
