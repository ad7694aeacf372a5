import type { Failure } from '../../domain/errors.ts';
import { fail } from '../../domain/errors.ts';
import type { DayState } from '../../state/model.ts';
import { currentSettings, takeUpTasks } from './file.ts';
import type { DayContext, Input } from './input.ts';
import { afterRaise } from './money.ts';
import type { Step } from './step.ts';

type StartCommand = Extract<Input, { kind: 'start' }>['command'];

/** A second run of a date gets a name of its own: 2026-11-21, 2026-11-21.2, … */
const dayName = (date: string, days: readonly string[]): string => {
  if (!days.includes(date)) return date;
  let n = 2;
  while (days.includes(`${date}.${n}`)) n += 1;
  return `${date}.${n}`;
};

const openDay = (step: Step, command: StartCommand, context: DayContext): void => {
  const { settings, day } = context;
  step.emitOpening({
    type: 'day.opened',
    day: dayName(day.date, context.days),
    date: day.date,
    file: context.file,
    project: context.project,
    git: context.git,
    max_agents: command.max_agents ?? day.max_agents ?? settings.max_agents,
    max_cost_usd: command.max_cost_usd ?? day.max_cost_usd ?? settings.max_cost_usd,
    yes: command.yes ?? false,
    wait_ms: command.wait_ms ?? null,
    settings,
    rules: context.rules,
    history: context.history,
  } as Parameters<Step['emitOpening']>[0]);
  takeUpTasks(step, day);
};

const takeUpFlags = (step: Step, command: StartCommand): void => {
  const now = currentSettings(step);
  const next = {
    ...now,
    max_agents: command.max_agents ?? now.max_agents,
    max_cost_usd: command.max_cost_usd ?? now.max_cost_usd,
    yes: command.yes ?? now.yes,
    wait_ms: command.wait_ms ?? now.wait_ms,
  };
  const wasCapped = step.state().capped;
  if (JSON.stringify(next) !== JSON.stringify(now)) step.emit({ ...next, type: 'day.settings' });
  // A higher cap on the command line is as good as `orch raise`.
  if (wasCapped && !step.state().capped) afterRaise(step, null);
};

/** Goes on with a day that was halted, or whose file has new work. */
const resumeDay = (step: Step, command: StartCommand, context: DayContext): Failure | null => {
  takeUpFlags(step, command);
  takeUpTasks(step, context.day);
  const held = [...step.state().tasks.values()].filter((task) => task.hold === 'stop');
  if (step.state().phase !== 'running' && (held.length > 0 || hasWork(step.state())))
    step.emit({ type: 'day.resumed', why: 'started again' });
  for (const task of held) step.emit({ type: 'task.released', task: task.id, reason: 'stop' });
  if (step.state().phase !== 'ended') return null;
  return fail('day.over', `the day ${step.state().day} is over: ${step.state().why}`).error;
};

const hasWork = (state: DayState): boolean =>
  (!state.ready.isEmpty() && !state.capped) || !state.backoff.isEmpty() || !state.open.isEmpty();

/** `orch start`: opens a day, goes on with one, or attaches to the one that runs. */
export const onStart = (step: Step, command: StartCommand, context: DayContext): Failure | null => {
  const state = step.state();
  const sameDay = state.file === context.file && state.date === context.day.date;
  const anew = command.again === true && state.phase === 'ended';
  if (state.phase !== 'none' && !state.live.isEmpty() && (!sameDay || anew)) {
    const agents = state.live.size === 1 ? '1 agent' : `${state.live.size} agents`;
    return fail('day.other', `${state.file} runs with ${agents} at work`).error;
  }
  if (state.phase !== 'none' && sameDay && !anew) return resumeDay(step, command, context);
  if (state.phase === 'running' || state.phase === 'stopping')
    step.emit({ type: 'day.ended', exit: 1, why: 'left for another day' });
  openDay(step, command, context);
  return null;
};
