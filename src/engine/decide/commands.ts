import type { Command } from '../../domain/command.ts';
import { type Failure, fail } from '../../domain/errors.ts';
import { stateOf } from '../../state/explain.ts';
import type { TaskEntry } from '../../state/model.ts';
import { onAnswer, onApprove, onDeny } from './answers.ts';
import { askApproval } from './approval.ts';
import { closeAsk, openAsksOf } from './asks.ts';
import { endSession } from './ending.ts';
import type { Input } from './input.ts';
import { afterRaise } from './money.ts';
import { reviewsUnderWay } from './reviews.ts';
import type { Step } from './step.ts';
import { endTask } from './task-end.ts';
import { wake } from './wake.ts';

type Plain = Extract<Input, { kind: 'command' }>['command'];
type Of<D extends Command['do']> = Extract<Command, { do: D }>;

const STOP_GRACE_MS = 10_000;

const unknownTask = (id: string): Failure => fail('task.unknown', `no task ${id} today`).error;

const wrongState = (task: TaskEntry, wish: string): Failure =>
  fail('task.state', `${task.id} is ${stateOf(task).replace('_', ' ')}: it cannot be ${wish}`).error;

const liveSession = (step: Step, task: TaskEntry): string | null => {
  const id = task.sessions.last();
  return id !== undefined && step.state().live.has(id) ? id : null;
};

const onTask = (step: Step, id: string, act: (task: TaskEntry) => Failure | null): Failure | null => {
  const task = step.state().tasks.get(id);
  return task === undefined ? unknownTask(id) : act(task);
};

const pause = (step: Step, task: TaskEntry): Failure | null => {
  const session = liveSession(step, task);
  if (session !== null) {
    if (step.state().sessions.get(session)?.paused === true) return wrongState(task, 'paused again');
    step.effect({ do: 'pause', session });
    return null;
  }
  if (task.phase !== 'queued' || task.hold !== null) return wrongState(task, 'paused');
  step.emit({ type: 'task.held', task: task.id, reason: 'person' });
  return null;
};

const resume = (step: Step, task: TaskEntry): Failure | null => {
  const session = liveSession(step, task);
  if (session !== null) {
    if (step.state().sessions.get(session)?.paused !== true)
      return wrongState(task, 'resumed: it is not paused');
    step.effect({ do: 'continue', session });
    return null;
  }
  if (task.hold === 'cap')
    return fail('task.state', `${task.id} is halted at the cap`, { mend: capMend(task) }).error;
  if (task.hold === 'review') return wrongState(task, 'resumed: its work is reviewed');
  if (task.hold === null) return wrongState(task, 'resumed');
  step.emit({ type: 'task.released', task: task.id, reason: task.hold });
  wake(step);
  return null;
};

/** Nobody needs a review of work that was killed. */
const kill = (step: Step, task: TaskEntry): Failure | null => {
  const refusal = killOne(step, task);
  if (refusal === null) for (const review of reviewsUnderWay(step.state(), task.id)) killOne(step, review);
  return refusal;
};

const killOne = (step: Step, task: TaskEntry): Failure | null => {
  const session = liveSession(step, task);
  if (session !== null) {
    endSession(step, session, 'person', 0);
    return null;
  }
  if (task.phase === 'checking') {
    step.emit({
      type: 'attempt.ended',
      task: task.id,
      attempt: task.attempt,
      outcome: 'killed',
      why: 'killed by you',
      retry_at: null,
    });
  } else if (task.phase !== 'queued') return wrongState(task, 'killed');
  for (const ask of openAsksOf(step.state(), { task: task.id })) closeAsk(step, ask, 'its task was killed');
  endTask(step, task.id, 'failed', 'killed by you');
  return null;
};

const retry = (step: Step, task: TaskEntry): Failure | null => {
  const over = task.phase === 'failed' || task.phase === 'needs_review' || task.phase === 'done';
  const held = task.hold === 'infrastructure' || task.retry_at !== null;
  if (!over && !held) return wrongState(task, 'tried again');
  step.emit({ type: 'task.requeued', task: task.id, why: 'tried again by you' });
  // What its reviewer says now counts, not what was made of its silence.
  const author = task.spec.reviews?.task;
  if (author !== undefined)
    for (const ask of openAsksOf(step.state(), { task: author, key: `review:${task.id}` }))
      closeAsk(step, ask, 'it is reviewed again');
  askApproval(step, task.id);
  wake(step);
  return null;
};

/** Tokens are raised where they were set. */
const capMend = (task: TaskEntry): string => {
  if (task.cap_usd !== null && task.spend.usd >= task.cap_usd)
    return `\`orch raise ${task.id} USD\` lets it go on`;
  if (task.capped) return 'raise its max_tokens in the task file';
  return '`orch raise USD` raises the cap of the day';
};

const raise = (step: Step, command: Of<'cap.raise'>): Failure | null => {
  if (!(command.by_usd > 0 && command.by_usd <= 1_000_000))
    return fail('cap.wrong', `${command.by_usd} is not an amount to raise a cap by`).error;
  if (command.task === null) {
    const cap = step.state().max_cost_usd;
    if (cap === null)
      return fail('cap.wrong', 'the day has no cap', { mend: 'set max_cost_usd in the task file' }).error;
    step.emit({ type: 'cap.raised', scope: 'day', by_usd: command.by_usd, cap: cap + command.by_usd });
    afterRaise(step, null);
    return null;
  }
  return onTask(step, command.task, (task) => {
    if (task.cap_usd === null)
      return fail('cap.wrong', `${task.id} has no cap in dollars of its own`, { mend: capMend(task) }).error;
    const cap = task.cap_usd + command.by_usd;
    step.emit({ type: 'cap.raised', task: task.id, scope: 'task', by_usd: command.by_usd, cap });
    afterRaise(step, task.id);
    return null;
  });
};

/** Halts everything in good order, resumable; `now` does not wait for a tool boundary. */
export const stopDay = (step: Step, how: 'halt' | 'now', by: 'person' | 'nobody'): void => {
  if (step.state().phase === 'running') step.emit({ type: 'day.stopping', how, by });
  for (const id of step.state().live) endSession(step, id, 'stop', how === 'now' ? 0 : STOP_GRACE_MS);
};

const stop = (step: Step, command: Of<'day.stop'>): Failure | null => {
  const { phase } = step.state();
  if (phase === 'none') return fail('day.none', 'no day is running').error;
  if (phase === 'ended') return fail('day.over', 'the day is over already').error;
  stopDay(step, command.now ? 'now' : 'halt', 'person');
  return null;
};

const removeRule = (step: Step, command: Of<'rule.remove'>): Failure | null => {
  if (!step.state().rules.some((rule) => rule.id === command.rule))
    return fail('ask.unknown', `no rule ${command.rule}`, { mend: '`orch inbox --rules` lists them' }).error;
  step.emit({ type: 'rule.removed', rule: command.rule });
  return null;
};

/** A wish is carried out or refused with a reason. */
export const onCommand = (step: Step, command: Plain): Failure | null => {
  switch (command.do) {
    case 'day.stop':
      return stop(step, command);
    case 'task.pause':
      return onTask(step, command.task, (task) => pause(step, task));
    case 'task.resume':
      return onTask(step, command.task, (task) => resume(step, task));
    case 'task.kill':
      return onTask(step, command.task, (task) => kill(step, task));
    case 'task.retry':
      return onTask(step, command.task, (task) => retry(step, task));
    case 'task.apply':
      return onTask(step, command.task, (task) => (task.cwd === null ? wrongState(task, 'applied') : null));
    case 'cap.raise':
      return raise(step, command);
    case 'ask.answer':
      return onAnswer(step, command);
    case 'ask.approve':
      return onApprove(step, command);
    case 'ask.deny':
      return onDeny(step, command);
    case 'rule.remove':
      return removeRule(step, command);
  }
};
