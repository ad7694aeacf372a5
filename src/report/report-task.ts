import type { Map as IMap } from 'immutable';
import type { Spend } from '../domain/money.ts';
import { explain, stateOf } from '../state/explain.ts';
import type { DayState, SessionEntry, TaskEntry } from '../state/model.ts';
import { pricedBy } from '../state/priced-by.ts';
import { sessionOf, workedMs } from '../state/select.ts';
import { type AttemptEnd, type Evening, noPast } from './evening.ts';
import { isoTime, type ReportAsk } from './report-ask.ts';

/** Cost by model, the dearest first. */
export const byModel = (models: IMap<string, Spend>) =>
  [...models.entries()]
    .map(([model, { usd, unknown_tokens, tokens }]) => ({ model, usd, unknown_tokens, tokens }))
    .sort((a, b) => b.usd - a.usd || b.unknown_tokens - a.unknown_tokens);

const attemptOf = (end: AttemptEnd, session: SessionEntry | undefined, now: number) => ({
  attempt: end.attempt,
  session: end.session,
  agent: session?.agent ?? null,
  model: session?.model ?? null,
  started: isoTime(session?.started_at ?? null),
  duration_ms: session === undefined ? 0 : (session.ended_at ?? now) - session.started_at,
  outcome: end.outcome,
  why: end.why,
  ended_by: session?.ending ?? null,
  exit: session?.exit ?? null,
  safety: session?.rung ?? null,
});

/** Where everything of a task lies, relative to the project. */
const whereOf = (task: TaskEntry) => {
  const workspace = `agent_workspaces/${task.id}`;
  const ran = task.sessions.size > 0;
  return {
    workspace,
    instructions: ran ? `${workspace}/agent_instructions.md` : null,
    recording: ran ? `${workspace}/session.cast` : null,
    worktree: task.isolation === 'worktree' ? task.cwd : null,
  };
};

const evidenceOf = (task: TaskEntry) => ({
  checks: task.checks,
  passed: task.checks.filter((check) => check.ok === true).length,
  failed: task.checks.filter((check) => check.ok === false).length,
  to_judge: task.checks.filter((check) => check.ok === null).length,
  diff: task.diff,
});

const nameOf = (state: DayState, task: TaskEntry) => {
  const session = sessionOf(state, task);
  return {
    id: task.id,
    name: task.spec.name,
    module: task.spec.module,
    agent: session?.agent ?? task.spec.agents[0] ?? null,
    model: session?.model ?? task.spec.model,
  };
};

const costOf = (state: DayState, task: TaskEntry, models: IMap<string, Spend>) => ({
  usd: task.spend.usd,
  cap_usd: task.cap_usd,
  unknown_tokens: task.spend.unknown_tokens,
  by_model: byModel(models),
  priced_by: pricedBy(state, task.sessions),
});

const isOfTask = (id: string) => (ask: ReportAsk) => ask.task === id;

export const reportTask = (evening: Evening, task: TaskEntry, asks: readonly ReportAsk[], now: number) => {
  const { state, past } = evening;
  const { attempts, by_model, steps, applied } = past.get(task.id, noPast);
  const own = asks.filter(isOfTask(task.id));
  return {
    ...nameOf(state, task),
    state: stateOf(task),
    why: explain(state, task, now),
    risk: task.risk,
    worked_ms: workedMs(state, task, now),
    started: isoTime(task.started_at),
    ended: isoTime(task.ended_at),
    cost: costOf(state, task, by_model),
    evidence: evidenceOf(task),
    applied: task.applied ? applied : null,
    attempts: attempts.map((end) => attemptOf(end, state.sessions.get(end.session), now)).toArray(),
    steps: steps.toArray(),
    asks: own.filter((ask) => ask.kind !== 'violation'),
    violations: own.filter((ask) => ask.kind === 'violation'),
    where: whereOf(task),
  };
};

export type ReportTask = ReturnType<typeof reportTask>;
