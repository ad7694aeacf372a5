import type { Failure } from '../../domain/errors.ts';
import { fail } from '../../domain/errors.ts';
import type { Limits } from '../../domain/event.ts';
import type { DayState } from '../../state/model.ts';
import { approveByFlag } from './approval.ts';
import { headOf, takeUpTasks } from './file.ts';
import type { DayContext, Input } from './input.ts';
import { changeSettings, limitsOf } from './limits.ts';
import { comesAlong } from './rules.ts';
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
  const rules = context.rules.filter((rule) => comesAlong(rule, step.now));
  const [flags, head] = [flagsOf(command), headOf(day)];
  step.emitOpening({
    type: 'day.opened',
    day: dayName(day.date, context.days),
    date: day.date,
    file: context.file,
    project: context.project,
    git: context.git,
    ...limitsOf({ flags, head, settings }),
    flags,
    head,
    yes: command.yes ?? false,
    wait_ms: command.wait_ms ?? null,
    settings,
    rules,
    history: context.history,
    agents: context.agents,
  } as Parameters<Step['emitOpening']>[0]);
  for (const { id } of context.rules.filter((rule) => !rules.includes(rule)))
    step.emit({ type: 'rule.removed', rule: id });
  takeUpTasks(step, day);
};

const flagsOf = (command: StartCommand): Limits => ({
  max_agents: command.max_agents ?? null,
  max_cost_usd: command.max_cost_usd ?? null,
});

/** What is not said again stays as it was. */
const takeUpFlags = (step: Step, command: StartCommand, context: DayContext): void => {
  const { flags, yes, wait_ms } = step.state();
  const said = flagsOf(command);
  changeSettings(step, {
    settings: context.settings,
    head: headOf(context.day),
    flags: {
      max_agents: said.max_agents ?? flags.max_agents,
      max_cost_usd: said.max_cost_usd ?? flags.max_cost_usd,
    },
    yes: command.yes ?? yes,
    wait_ms: command.wait_ms ?? wait_ms,
  });
  if (command.yes === true) approveByFlag(step);
};

/** Goes on with a day that was halted, or whose file has new work. */
const resumeDay = (step: Step, command: StartCommand, context: DayContext): Failure | null => {
  takeUpFlags(step, command, context);
  takeUpAgents(step, context.agents);
  takeUpTasks(step, context.day);
  const held = [...step.state().tasks.values()].filter((task) => task.hold === 'stop');
  const { phase } = step.state();
  if (phase === 'stopping' || (phase !== 'running' && (held.length > 0 || hasWork(step.state()))))
    step.emit({ type: 'day.resumed', why: 'started again' });
  for (const task of held) step.emit({ type: 'task.released', task: task.id, reason: 'stop' });
  if (step.state().phase !== 'ended') return null;
  return fail('day.over', `the day ${step.state().day} is over: ${step.state().why}`).error;
};

/** Who was installed or signed in meanwhile. */
const takeUpAgents = (step: Step, agents: DayContext['agents']): void => {
  const known = [...step.state().agents.values()];
  if (JSON.stringify(known) !== JSON.stringify(agents)) step.emit({ type: 'agents.found', agents });
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
