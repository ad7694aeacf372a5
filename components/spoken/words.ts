import { stateOf } from '../../src/state/explain.ts';
import type { AskEntry, TaskEntry } from '../../src/state/model.ts';
import { countsOf } from '../../src/state/select.ts';
import { type Context, explained, shortId, taskIn, waitingAsks } from '../store/context.ts';
import { scopesFor } from '../store/rule-choices.ts';
import type { Bar, RuleBar } from '../store/view.ts';
import { capUsd, spent, usd } from '../theme/format.ts';
import { headline } from '../views/ask-block.ts';
import { harmless } from '../views/line.ts';
import { alikeWords, lastsWords, scopeWords } from '../views/rule-words.ts';

const counted = (n: number, words: string): string[] => (n === 0 ? [] : [`${n} ${words}`]);

/** `2 running, 1 done, 1 waits for you. $1.82 of $5 spent.` */
export const countWords = (context: Context): string => {
  const { day } = context.run;
  const counts = countsOf(day);
  const waits = waitingAsks(day).length;
  const parts = [
    ...counted(waits, waits === 1 ? 'waits for you' : 'wait for you'),
    ...counted(counts.running, 'running'),
    ...counted(counts.queued + counts.blocked, 'queued'),
    ...counted(counts.done, 'done'),
    ...counted(counts.needs_review, 'to review'),
    ...counted(counts.failed, 'failed'),
  ];
  const cap = day.max_cost_usd === null ? ', no cap' : ` of ${capUsd(day.max_cost_usd)}`;
  const tasks = parts.length === 0 ? 'no tasks' : parts.join(', ');
  return `Day: ${tasks}. ${spent(day.spend) || usd(0)}${cap} spent.`;
};

export const taskWords = (context: Context, task: TaskEntry): string => {
  const { day } = context.run;
  const money = spent(task.spend);
  const state = stateOf(task).replace('_', ' ');
  const name = `Task ${shortId(day, task.id)}, ${harmless(task.spec.name)}`;
  return `${name}: ${state}${money === '' ? '' : `, ${money}`}. ${harmless(explained(day, task, context.now))}.`;
};

const settled: Readonly<Record<AskEntry['body']['kind'], string>> = {
  question: 'a digit chooses, Enter writes an answer',
  permission: 'a allows once, A always, d denies, x kills',
  approval: 'a approves, A always, d refuses',
  violation: 'a allows once, d denies and goes on, x kills',
  cap: '$ raises it, d leaves it',
  stuck: '',
};

/** All of an ask that waits, and the keys that settle it in the inbox. */
export const askWords = (context: Context, ask: AskEntry): readonly string[] => {
  const { kind, options, recommended, context: rests, impact } = ask.body;
  const whose = ask.task === null ? 'The day' : `Task ${shortId(context.run.day, ask.task)}`;
  return [
    `${whose}, ${kind}: ${headline(ask)}`,
    ...(rests === null ? [] : [harmless(rests)]),
    ...(impact === null ? [] : [`Impact: ${harmless(impact)}`]),
    ...options.map(
      (option, at) => `Option ${at + 1}: ${harmless(option)}${at === recommended ? ', recommended' : ''}`,
    ),
    ...(settled[kind] === '' || ask.answer !== null ? [] : [`Keys: ${settled[kind]}.`]),
  ];
};

/** Whom a rule will reach and when it ends, and what Enter answers with it. */
export const ruleWords = (context: Context, bar: RuleBar): readonly string[] => {
  const ask = context.run.day.asks.get(bar.ask);
  if (ask === undefined) return [];
  const { scope, lasts } = bar.wish;
  return [
    `Scope: ${scopeWords(context.run.day, ask, scope)}. End: ${lastsWords(lasts, context.now)}.`,
    `${alikeWords(context, bar)}.`,
  ];
};

export const barWords = (context: Context, bar: Bar): readonly string[] => {
  const asked = `Question: ${harmless(bar.title)}`;
  if (bar.kind === 'rule')
    return [
      asked,
      ...ruleWords(context, bar),
      `Keys: ${scopeKey(context, bar)}e changes the end, Enter saves the rule, Esc leaves it.`,
    ];
  return [
    asked,
    ...(bar.detail === '' ? [] : [harmless(bar.detail)]),
    ...(bar.kind === 'confirm' ? bar.choices.map(({ key, label }) => `${key}: ${label}`) : []),
  ];
};

const scopeKey = ({ run }: Context, bar: RuleBar): string => {
  const ask = run.day.asks.get(bar.ask);
  return ask === undefined || scopesFor(ask).length < 2 ? '' : 's changes the scope, ';
};

/** How the day stands: counts, what waits first, the selected task. */
export const standing = (context: Context): readonly string[] => {
  const first = waitingAsks(context.run.day)[0];
  const task = taskIn(context);
  return [
    countWords(context),
    ...(first === undefined ? ['Nothing waits for you.'] : ['Waits first:', ...askWords(context, first)]),
    ...(task === null ? [] : [`Selected: ${taskWords(context, task)}`]),
  ];
};
