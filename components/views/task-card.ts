import { stateOf } from '../../src/state/explain.ts';
import type { TaskEntry } from '../../src/state/model.ts';
import { actions, keyText } from '../keys/keymap.ts';
import type { Context } from '../store/context.ts';
import type { Theme } from '../theme/theme.ts';
import { type Line, piece } from './line.ts';
import { taskFacts } from './task-facts.ts';
import { wrapped } from './wrap.ts';

const afterwards = [
  'diff',
  'apply',
  'summary',
  'notes',
  'retry',
  'events',
  'instructions',
  'explain',
  'kill',
  'pause',
];

/** The keys that make sense for the task as it is. */
const keysOf = (context: Context): readonly Line[] =>
  afterwards.flatMap((id) => {
    const action = actions.find((each) => each.id === id);
    if (action === undefined || action.can(context) !== null) return [];
    return [[piece(`  ${keyText(action.keys[0] ?? '')}  `, 'accent'), piece(action.doc, 'dim')]];
  });

const head: Readonly<Record<string, string>> = {
  queued: 'It has not started yet.',
  blocked: 'It waits for others.',
  waiting: 'It starts once you approve it.',
  running: 'Its agent is gone; what it did is being checked.',
  done: 'It is done.',
  failed: 'It failed.',
  needs_review: 'It needs your review.',
};

/** What stands on the stage where no agent is at work: the task itself, and what can be done with it. */
export const taskCard = (context: Context, task: TaskEntry, theme: Theme, width: number): readonly Line[] => [
  [],
  [piece(`  ${head[stateOf(task)] ?? ''}`, 'accent')],
  [],
  ...taskFacts(context, task, theme, width - 2).map((line) => [piece(' '), ...line]),
  [],
  ...wrapped(task.spec.description, Math.min(width - 4, 100))
    .slice(0, 12)
    .map((text): Line => [piece(`  ${text}`)]),
  [],
  ...keysOf(context),
];
