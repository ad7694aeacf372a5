import { stateOf } from '../../src/state/explain.ts';
import { type Context, shortId, taskIn, waitingAsks } from '../store/context.ts';
import type { Theme } from '../theme/theme.ts';
import { harmless, textOf } from '../views/line.ts';
import { paletteLines } from '../views/palette-lines.ts';
import { readerLines, readerNames } from '../views/read.ts';
import { wholeState } from '../views/states.ts';
import { askWords, barWords, countWords, ruleWords, standing, taskWords } from './words.ts';

const isKnown = ({ run }: Context): boolean => run.link.state !== 'loading' && run.day.seq > 0;

const asksNew = (before: Context, after: Context): readonly string[] =>
  waitingAsks(after.run.day)
    .filter(({ id }) => !before.run.day.asks.has(id))
    .flatMap((ask) => ['New in the inbox:', ...askWords(after, ask)]);

const answersArrived = (before: Context, after: Context): readonly string[] =>
  [...after.run.day.asks.values()]
    .filter((ask) => ask.delivered_at !== null && before.run.day.asks.get(ask.id)?.delivered_at === null)
    .map((ask) => `The answer for ${shortId(after.run.day, ask.task ?? 'the day')} is delivered.`);

const over = new Set(['done', 'failed', 'needs_review']);

const tasksEnded = (before: Context, after: Context): readonly string[] =>
  [...after.run.day.tasks.values()]
    .filter((task) => over.has(task.phase) && before.run.day.tasks.get(task.id)?.phase !== task.phase)
    .map(
      (task) =>
        `Task ${shortId(after.run.day, task.id)}, ${harmless(task.spec.name)}, is ${stateOf(task).replace('_', ' ')}.`,
    );

/** What the day brought: asks, deliveries, ends. Clocks and money tell nothing by themselves. */
const dayNews = (before: Context, after: Context): readonly string[] => {
  if (before.run.day === after.run.day) return [];
  const ended = before.run.day.phase !== 'ended' && after.run.day.phase === 'ended';
  return [
    ...answersArrived(before, after),
    ...tasksEnded(before, after),
    ...asksNew(before, after),
    ...(ended ? ['The day is over.', countWords(after)] : []),
  ];
};

const linkNews = (before: Context, after: Context): readonly string[] => {
  const [was, is] = [before.run.link.state, after.run.link.state];
  if (was === is) return [];
  if (is === 'gone') return ['The engine is away; orch is looking for it.'];
  return was === 'gone' && is === 'live' ? ['The engine is back.'] : [];
};

const inboxNews = (before: Context, after: Context): readonly string[] => {
  const [was, is] = [before.view, after.view];
  const ask = after.run.day.asks.get(is.ask ?? '');
  if (is.focus === was.focus && (ask === undefined || is.ask === was.ask)) return [];
  return ask === undefined ? ['Inbox: nothing waits for you.'] : ['Inbox:', ...askWords(after, ask)];
};

const focusNews = (before: Context, after: Context): readonly string[] => {
  const [was, is] = [before.view, after.view];
  if (is.typing !== was.typing)
    return [is.typing ? 'The agent has the keyboard; Ctrl-] leaves it.' : 'You have the keyboard again.'];
  if (is.focus === 'inbox') return inboxNews(before, after);
  const task = taskIn(after);
  const moved = is.focus !== was.focus || is.task !== was.task;
  return task === null || is.reader !== null || !moved ? [] : [taskWords(after, task)];
};

const readerNews = (before: Context, after: Context, theme: Theme): readonly string[] => {
  const { reader, size } = after.view;
  const was = before.view.reader;
  if (
    reader === null ||
    (was?.kind === reader.kind && was.task === reader.task && was.answer === reader.answer)
  )
    return [];
  const lines = readerLines(after, reader, theme, size.columns).map((line) => textOf(line).trim());
  return [`${readerNames[reader.kind]}:`, ...lines.filter((line) => line !== '')];
};

const pickNews = (before: Context, after: Context, theme: Theme): readonly string[] => {
  const { palette, size } = after.view;
  if (palette === null || palette === before.view.palette) return [];
  const { lines, marked } = paletteLines(after, palette, theme, size.columns, size.rows);
  return lines.filter((_, row) => marked.has(row)).map((line) => textOf(line).trim());
};

const barNews = (before: Context, after: Context): readonly string[] => {
  const [was, is] = [before.view.bar, after.view.bar];
  if (is === null || is === was) return [];
  if (is.title !== was?.title) return barWords(after, is);
  return is.kind === 'rule' ? ruleWords(after, is) : [];
};

const viewNews = (before: Context, after: Context, theme: Theme): readonly string[] => {
  const [was, is] = [before.view, after.view];
  if (was === is) return [];
  const writes = is.writing !== null && is.writing.ask !== was.writing?.ask;
  return [
    ...focusNews(before, after),
    ...readerNews(before, after, theme),
    ...pickNews(before, after, theme),
    ...barNews(before, after),
    ...(writes ? ['Write your answer; Enter sends it, Esc keeps it for later.'] : []),
    ...(is.toast !== null && is.toast !== was.toast ? [harmless(is.toast.text)] : []),
  ];
};

/** What stands instead of a day: nothing heard yet, none run, an engine that is away. */
const dayless = (context: Context): readonly string[] =>
  (wholeState(context) ?? [])
    .map((line) => textOf(line).replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');

/** How the day stands; where there is none, what to do. */
export const opening = (context: Context): readonly string[] =>
  isKnown(context) ? [...standing(context), 'L says how it stands, ? says all keys.'] : dayless(context);

/** What is new to a person who hears the day; at first, how it stands. */
export const announced = (before: Context, after: Context, theme: Theme): readonly string[] => {
  if (!isKnown(before)) {
    if (isKnown(after)) return opening(after);
    const isNew = before.run.link.state !== after.run.link.state;
    return [...(isNew ? dayless(after) : []), ...viewNews(before, after, theme)];
  }
  return [...linkNews(before, after), ...dayNews(before, after), ...viewNews(before, after, theme)];
};

/** What is being written, by what it is for. */
export const promptOf = ({ view }: Context): string => {
  if (view.bar?.kind === 'prompt') return `Answer: ${view.bar.draft.text}`;
  if (view.palette !== null) return `Command: ${view.palette.draft.text}`;
  if (view.finding) return `Find: ${view.filter.text}`;
  return view.writing === null ? '' : `Answer: ${view.writing.draft.text}`;
};
