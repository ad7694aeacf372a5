import type { TaskSpec } from '../domain/task.ts';
import { byTurn } from './order.ts';

export interface Scheduled {
  readonly starts_ms: ReadonlyMap<string, number>;
  readonly wall_ms: number;
}

interface Running {
  readonly id: string;
  readonly ends: number;
}

/** Plays a day through: who starts when, if every task takes as long as it is said to. */
export const simulate = (
  tasks: readonly TaskSpec[],
  durationOf: (task: TaskSpec) => number,
  maxAgents: number,
): Scheduled => {
  const ids = new Set(tasks.map((task) => task.id));
  const done = new Set<string>();
  const starts = new Map<string, number>();
  let waiting = byTurn(tasks);
  let running: Running[] = [];
  let now = 0;

  const isReady = (task: TaskSpec): boolean => task.depends_on.every((id) => done.has(id) || !ids.has(id));
  const start = (task: TaskSpec): void => {
    starts.set(task.id, now);
    running.push({ id: task.id, ends: now + durationOf(task) });
  };

  while (waiting.length > 0 || running.length > 0) {
    const free = Math.max(maxAgents - running.length, 0);
    const starting = new Set(waiting.filter(isReady).slice(0, free));
    for (const task of starting) start(task);
    waiting = waiting.filter((task) => !starting.has(task));
    if (running.length === 0) break;
    const next = Math.min(...running.map((each) => each.ends));
    now = next;
    for (const each of running) if (each.ends === next) done.add(each.id);
    running = running.filter((each) => each.ends !== next);
  }
  return { starts_ms: starts, wall_ms: now };
};
