import type { Priority, TaskSpec } from '../domain/task.ts';

export interface PlanEntry {
  readonly task: TaskSpec;
  /** Tasks of the day that must be done first. */
  readonly waits_for: readonly string[];
}

const RANK: Record<Priority, number> = { urgent: 0, high: 1, medium: 2, low: 3 };

/** The order in which tasks that are free to start are taken: priority, then their place in the file. */
export const byTurn = (tasks: readonly TaskSpec[]): TaskSpec[] =>
  tasks
    .map((task, index) => ({ task, index }))
    .sort((a, b) => RANK[a.task.priority] - RANK[b.task.priority] || a.index - b.index)
    .map(({ task }) => task);

/** The order in which a day's tasks would start: what they wait for, then their turn. */
export const planOrder = (tasks: readonly TaskSpec[]): PlanEntry[] => {
  const ids = new Set(tasks.map((task) => task.id));
  const waiting = byTurn(tasks);
  const placed = new Set<string>();
  const order: PlanEntry[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((task) => task.depends_on.every((id) => placed.has(id) || !ids.has(id)));
    // A circle cannot come from a checked file; a file read otherwise still gets an order.
    const [task] = waiting.splice(Math.max(next, 0), 1);
    if (task === undefined) break;
    placed.add(task.id);
    order.push({ task, waits_for: task.depends_on.filter((id) => ids.has(id)) });
  }
  return order;
};
