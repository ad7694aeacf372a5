import type { AgentFound } from '../domain/agent-found.ts';
import type { HistoryEntry, Risk } from '../domain/event.ts';
import type { Settings } from '../domain/settings.ts';
import type { DayFile, TaskSpec } from '../domain/task.ts';
import { riskOf } from '../safety/risk.ts';
import { type Doubt, doubtsOf } from './doubts.ts';
import { type Forecast, forecast, type TaskForecast } from './forecast.ts';
import { modelFor } from './model-for.ts';
import { planOrder } from './order.ts';
import { type Overlap, overlaps } from './overlaps.ts';

/** One task of the plan, in the order in which they would start. */
export interface PlannedTask
  extends Pick<
    TaskSpec,
    'id' | 'name' | 'agents' | 'model' | 'complexity' | 'priority' | 'max_cost_usd' | 'timeout_ms' | 'review'
  > {
  readonly waits_for: readonly string[];
  readonly risk: Risk;
  readonly forecast: Omit<TaskForecast, 'id'>;
}

/** What `orch check` finds out, as data. */
export interface Checked {
  readonly file: string;
  readonly date: string;
  readonly caps: { readonly max_agents: number; readonly max_cost_usd: number | null };
  readonly order: readonly PlannedTask[];
  readonly forecast: Omit<Forecast, 'tasks'>;
  readonly overlaps: readonly Overlap[];
  /** What of it this machine cannot do as it stands there. */
  readonly doubts: readonly Doubt[];
}

interface Given {
  readonly file: string;
  readonly day: DayFile;
  readonly settings: Settings;
  readonly history: readonly HistoryEntry[];
  /** What this machine has of the agents the day names. */
  readonly agents: readonly AgentFound[];
}

/** A day → its plan, risk, forecast and overlaps. Starts nothing. */
export const checkDay = ({ file, day, settings, history, agents: found }: Given): Checked => {
  const caps = {
    max_agents: day.max_agents ?? settings.max_agents,
    max_cost_usd: day.max_cost_usd ?? settings.max_cost_usd,
  };
  const { tasks, ...whole } = forecast(day.tasks, history, caps);
  const perTask = new Map(tasks.map(({ id, ...rest }) => [id, rest]));
  const order = planOrder(day.tasks).flatMap(({ task, waits_for }): PlannedTask[] => {
    const expected = perTask.get(task.id);
    if (expected === undefined) return [];
    const { id, name, agents, complexity, priority, max_cost_usd, timeout_ms, review } = task;
    const model = modelFor(task, agents[0] ?? '', settings);
    const said = { id, name, agents, model, complexity, priority, max_cost_usd, timeout_ms };
    const reviewed = review === undefined ? {} : { review };
    return [{ ...said, ...reviewed, waits_for, risk: riskOf(task), forecast: expected }];
  });
  // A stable sort: tasks that start together stay in the order they are taken.
  order.sort((a, b) => a.forecast.starts_ms - b.forecast.starts_ms);
  return {
    file,
    date: day.date,
    caps,
    order,
    forecast: whole,
    overlaps: overlaps(day.tasks),
    doubts: doubtsOf(day.tasks, found),
  };
};
