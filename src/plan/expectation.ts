import type { HistoryEntry } from '../domain/event.ts';
import type { Complexity, TaskSpec } from '../domain/task.ts';
import { clipped, type Range, rangeOf } from './range.ts';

/** What one attempt at a task may cost and how long it may take, and what that rests on. */
export interface Expectation {
  readonly usd: Range;
  readonly duration_ms: Range;
  /** Finished tasks it rests on; 0: on assumptions alone. */
  readonly runs: number;
  /** Whose runs, in words; null for assumptions. */
  readonly of: string | null;
}

const MINUTE = 60_000;

/**
 * Assumptions for a project without history. Complexity is often estimated in human hours
 * (low 1 h, medium 2.5 h, high 4 h); an agent's time at work is a fraction of that, and what
 * it costs is mostly re-read context: about $4 to $8 an hour of work with a mid-sized model.
 */
const assumed: Record<Complexity, { readonly usd: Range; readonly duration_ms: Range }> = {
  low: {
    usd: { low: 0.2, mid: 0.5, high: 1.2 },
    duration_ms: { low: 3 * MINUTE, mid: 7 * MINUTE, high: 15 * MINUTE },
  },
  medium: {
    usd: { low: 0.8, mid: 2, high: 5 },
    duration_ms: { low: 10 * MINUTE, mid: 20 * MINUTE, high: 45 * MINUTE },
  },
  high: {
    usd: { low: 2.5, mid: 6, high: 15 },
    duration_ms: { low: 25 * MINUTE, mid: 50 * MINUTE, high: 100 * MINUTE },
  },
};

/** Agents that call no model: what they cost is nothing, or what their script says, and they run for seconds. */
const FREE = new Set(['steps', 'demo']);
const exactly = (usd: number): Range => ({ low: usd, mid: usd, high: usd });
const scripted = (task: TaskSpec): number =>
  task.demo.reduce((sum, { usd }) => sum + (typeof usd === 'number' ? usd : 0), 0);
const quick: Range = { low: 2000, mid: 15_000, high: 2 * MINUTE };

interface Runs {
  readonly entries: readonly HistoryEntry[];
  readonly of: string | null;
}

const ENOUGH_OF_MODULE = 5;
const ENOUGH_OF_OTHERS = 3;

/** The runs most like this task of which there are enough. */
const alike = (task: TaskSpec, agent: string, history: readonly HistoryEntry[]): Runs => {
  const same = history.filter((run) => run.agent === agent && run.complexity === task.complexity);
  const inModule = same.filter((run) => task.module !== null && run.module === task.module);
  if (inModule.length >= ENOUGH_OF_MODULE)
    return { entries: inModule, of: `${task.complexity} ${agent} tasks in ${task.module}` };
  if (same.length > 0) return { entries: same, of: `${task.complexity} ${agent} tasks` };
  if (FREE.has(agent)) return { entries: [], of: null };
  const others = history.filter((run) => run.complexity === task.complexity && !FREE.has(run.agent));
  return others.length >= ENOUGH_OF_OTHERS
    ? { entries: others, of: `${task.complexity} tasks of other agents` }
    : { entries: [], of: null };
};

const allSteps = (task: TaskSpec): number | null =>
  task.steps.length === 0 ? null : task.steps.reduce((sum, step) => sum + step.timeout_ms, 0);

const smaller = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** Money and time for one task, from assumptions at first and from its like as they grow. */
export const expectationOf = (task: TaskSpec, history: readonly HistoryEntry[]): Expectation => {
  const agent = task.agents[0] ?? '';
  const isFree = FREE.has(agent);
  const { entries, of } = alike(task, agent, history);
  const priced = entries.map((run) => run.usd).filter((usd) => usd !== null);
  const base = assumed[task.complexity];
  const times = entries.map((run) => run.duration_ms);
  const longest = smaller(task.timeout_ms, allSteps(task));
  return {
    usd: clipped(isFree ? exactly(scripted(task)) : rangeOf(priced, base.usd), task.max_cost_usd),
    duration_ms: clipped(rangeOf(times, isFree ? quick : base.duration_ms), longest),
    runs: entries.length,
    of,
  };
};
