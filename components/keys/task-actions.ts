import { stateOf } from '../../src/state/explain.ts';
import type { TaskEntry } from '../../src/state/model.ts';
import { askIn, type Context, liveSession, taskIn } from '../store/context.ts';
import type { Deed, Outcome } from '../store/view.ts';
import { counted } from '../theme/format.ts';
import { type Action, nameOf, noEngine, refused, sends, withBar, withTask } from './action.ts';
import { raisePrompt } from './raise.ts';

const over = new Set(['done', 'failed', 'needs_review']);

const stateName = (task: TaskEntry): string => stateOf(task).replace('_', ' ');

const onTask =
  (act: (context: Context, task: TaskEntry) => Outcome) =>
  (context: Context): Outcome => {
    const task = taskIn(context);
    return task === null ? refused(context, 'no task is selected') : act(context, task);
  };

const killable = (context: Context): string | null =>
  withTask(context, (task) => {
    if (task.phase === 'checking') return `${nameOf(context, task.id)} has no agent any more: its checks run`;
    return over.has(task.phase)
      ? `${nameOf(context, task.id)} is ${stateName(task)}: there is nothing to kill`
      : null;
  });

/** A broken rule is answered by the kill; anything else is killed as a task. */
const killDeed = (context: Context, task: TaskEntry): Deed => {
  const ask = askIn(context);
  const said = `${nameOf(context, task.id)} is being killed`;
  if (ask?.body.kind === 'violation' && ask.task === task.id && ask.answer === null)
    return {
      do: 'send',
      command: { do: 'ask.deny', ask: ask.id, reason: null, kill: true },
      said,
      ask: ask.id,
    };
  return { do: 'send', command: { do: 'task.kill', task: task.id }, said, ask: null };
};

const killed = (context: Context, task: TaskEntry): Outcome => {
  const live = liveSession(context.run.day, task) !== null;
  return withBar(context.view, {
    kind: 'confirm',
    grave: true,
    title: `Kill ${nameOf(context, task.id)}? ${task.spec.name}`,
    detail: live
      ? 'Its agent and every process it started end now. What it wrote so far stays.'
      : 'It has not started; it will not start today unless you retry it.',
    choices: [
      { key: 'y', label: 'kill', deeds: [killDeed(context, task)] },
      { key: 'n', label: 'keep', deeds: [] },
    ],
  });
};

const isPaused = (context: Context, task: TaskEntry): boolean =>
  liveSession(context.run.day, task)?.paused ?? task.hold !== null;

const pausable = (context: Context): string | null =>
  withTask(context, (task) => {
    const name = nameOf(context, task.id);
    if (liveSession(context.run.day, task) !== null) return null;
    if (task.hold === 'cap') return `${name} is halted at the cap: raise it with $`;
    if (task.hold === 'infrastructure') return `${name} could not be started: retry it with r`;
    return task.phase === 'queued' ? null : `${name} is ${stateName(task)}: there is nothing to pause`;
  });

const paused = (context: Context, task: TaskEntry): Outcome => {
  const name = nameOf(context, task.id);
  return isPaused(context, task)
    ? sends(context.view, { do: 'task.resume', task: task.id }, `${name} goes on`)
    : sends(context.view, { do: 'task.pause', task: task.id }, `${name} is paused`);
};

const retriable = (context: Context): string | null =>
  withTask(context, (task) => {
    const again = over.has(task.phase) || task.hold === 'infrastructure' || task.retry_at !== null;
    return again
      ? null
      : `${nameOf(context, task.id)} is ${stateName(task)}: it can be retried once it is over`;
  });

const retried = (context: Context, task: TaskEntry): Outcome => {
  const name = nameOf(context, task.id);
  const deed: Deed = {
    do: 'send',
    command: { do: 'task.retry', task: task.id },
    said: `${name} is tried again`,
    ask: null,
  };
  if (task.phase !== 'done') return { view: context.view, deeds: [deed] };
  return withBar(context.view, {
    kind: 'confirm',
    grave: false,
    title: `Run ${name} again? It is done`,
    detail: 'It starts anew and spends anew.',
    choices: [
      { key: 'y', label: 'run again', deeds: [deed] },
      { key: 'n', label: 'no', deeds: [] },
    ],
  });
};

const applicable = (context: Context): string | null =>
  withTask(context, (task) => {
    const name = nameOf(context, task.id);
    if (task.cwd === null) return `${name} has not worked yet`;
    if (task.isolation === 'shared') return `${name} works in your own tree: its changes are there already`;
    if (task.applied) return `${name} is applied already`;
    return liveSession(context.run.day, task) === null ? null : `${name} is still at work`;
  });

const applied = (context: Context, task: TaskEntry): Outcome => {
  const { diff } = task;
  const size = diff === null ? '' : ` ${counted(diff.files, 'file')}, +${diff.added} −${diff.removed}.`;
  return withBar(context.view, {
    kind: 'confirm',
    grave: false,
    title: `Apply the changes of ${nameOf(context, task.id)} to your tree?`,
    detail: `All of it or nothing; nothing is staged or committed.${size}`,
    choices: [
      {
        key: 'y',
        label: 'apply',
        deeds: [
          {
            do: 'send',
            command: { do: 'task.apply', task: task.id },
            said: `${nameOf(context, task.id)} is applied to your tree`,
            ask: null,
          },
        ],
      },
      { key: 'n', label: 'no', deeds: [] },
    ],
  });
};

const raised = (context: Context): Outcome => {
  const ask = context.view.focus === 'inbox' ? askIn(context) : null;
  if (ask?.body.kind === 'cap') return raisePrompt(context, ask.task);
  const task = taskIn(context);
  return raisePrompt(context, task === null || task.cap_usd === null ? null : task.id);
};

export const taskActions: readonly Action[] = [
  {
    id: 'kill',
    keys: ['x'],
    label: 'kill',
    doc: 'End the task: its agent and every process it started',
    group: 'Task',
    hint: { list: 6, stage: 6, inbox: 7 },
    can: killable,
    act: onTask(killed),
  },
  {
    id: 'pause',
    keys: ['p'],
    label: 'pause',
    doc: 'Stop the task where it is, or let a paused one go on',
    group: 'Task',
    hint: { list: 7, stage: 7 },
    can: pausable,
    act: onTask(paused),
  },
  {
    id: 'retry',
    keys: ['r'],
    label: 'retry',
    doc: 'Try a task again that is over or could not start',
    group: 'Task',
    can: retriable,
    act: onTask(retried),
  },
  {
    id: 'raise',
    keys: ['$'],
    label: 'raise cap',
    doc: "Raise the task's cap by an amount; the day's, where the task has none of its own",
    group: 'Task',
    can: noEngine,
    act: raised,
  },
  {
    id: 'raise-day',
    keys: [],
    label: "raise the day's cap",
    doc: 'By an amount in USD',
    group: 'Day',
    can: (context) =>
      noEngine(context) ?? (context.run.day.max_cost_usd === null ? 'the day has no cap' : null),
    act: (context) => raisePrompt(context, null),
  },
  {
    id: 'apply',
    keys: ['w'],
    label: 'apply',
    doc: "Bring a task's changes into your own tree, whole or not at all",
    group: 'Task',
    hint: { stage: 5 },
    can: applicable,
    act: onTask(applied),
  },
];
