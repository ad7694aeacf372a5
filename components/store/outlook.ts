import type { DayState, TaskEntry } from '../../src/state/model.ts';
import { workedMs } from '../../src/state/select.ts';

const over = new Set(['done', 'failed', 'needs_review']);

const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle ?? null;
};

/** What a task like this took before, on earlier days and today; null where none is known. */
const expectedMs = (state: DayState, task: TaskEntry, today: readonly TaskEntry[]): number | null => {
  const earlier = state.history.filter((each) => each.complexity === task.spec.complexity);
  const now = today.map((each) => ({
    like: each.spec.complexity,
    ms: workedMs(state, each, each.ended_at ?? 0),
  }));
  const alike = now.filter((each) => each.like === task.spec.complexity);
  return (
    median([...earlier.map((each) => each.duration_ms), ...alike.map((each) => each.ms)]) ??
    median([...state.history.map((each) => each.duration_ms), ...now.map((each) => each.ms)])
  );
};

/** How long the task still works, by what such tasks took; at least a minute while it runs. */
const remainingMs = (
  state: DayState,
  task: TaskEntry,
  today: readonly TaskEntry[],
  now: number,
): number | null => {
  const expected = expectedMs(state, task, today);
  return expected === null ? null : Math.max(expected - workedMs(state, task, now), 60_000);
};

/** The longest chain of waiting, or the work shared among the places: whichever is later. */
const wallMs = (state: DayState, left: ReadonlyMap<string, number>): number => {
  const seen = new Map<string, number>();
  const endOf = (id: string): number => {
    const known = seen.get(id);
    if (known !== undefined) return known;
    seen.set(id, 0);
    const own = left.get(id) ?? 0;
    const before = (state.tasks.get(id)?.spec.depends_on ?? []).map(endOf);
    const end = own + Math.max(0, ...before);
    seen.set(id, end);
    return end;
  };
  const chain = Math.max(0, ...[...left.keys()].map(endOf));
  const work = [...left.values()].reduce((sum, ms) => sum + ms, 0);
  return Math.max(chain, work / Math.max(1, state.max_agents));
};

/** When the day's work would be done, or null where nothing is known to go by. Waiting for you is not counted. */
export const doneAt = (state: DayState, now: number): number | null => {
  const tasks = [...state.tasks.values()];
  const today = tasks.filter((task) => task.phase === 'done');
  const open = tasks.filter((task) => !over.has(task.phase));
  if (open.length === 0) return null;
  const left = new Map<string, number>();
  for (const task of open) {
    const ms = remainingMs(state, task, today, now);
    if (ms === null) return null;
    left.set(task.id, ms);
  }
  return now + wallMs(state, left);
};

/** When the cap would be reached at this speed. */
export const capAt = (state: DayState, perHour: number | null, now: number): number | null => {
  if (state.max_cost_usd === null || perHour === null || perHour <= 0) return null;
  return now + (Math.max(0, state.max_cost_usd - state.spend.usd) / perHour) * 3_600_000;
};
