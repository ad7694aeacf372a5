import type { Context } from '../store/context.ts';
import { layoutOf } from '../store/layout.ts';
import type { Loaded, Reader, ReaderKind, View } from '../store/view.ts';
import type { Theme } from '../theme/theme.ts';
import { type Line, piece } from './line.ts';
import { markdownLines } from './markdown-lines.ts';
import { diffLines } from './read-diff.ts';
import { explainLines } from './read-explain.ts';
import { helpLines } from './read-help.ts';
import { planLines } from './read-plan.ts';
import { eventLines, historyLines, noticeLines } from './read-records.ts';
import { wrapped } from './wrap.ts';

export const readerNames: Readonly<Record<ReaderKind, string>> = {
  help: 'KEYS',
  explain: 'WHY',
  diff: 'DIFF',
  instructions: 'INSTRUCTIONS',
  summary: 'SUMMARY',
  notes: 'NOTES',
  question: 'QUESTION',
  output: 'OUTPUT',
  history: 'ASKS',
  events: 'EVENTS',
  notices: 'NOTICES',
  report: 'REPORT',
  plan: 'PLAN',
};

const indented = (lines: readonly Line[]): readonly Line[] => lines.map((line) => [piece(' '), ...line]);

const textLines = (value: unknown, width: number): readonly Line[] => {
  const text = typeof value === 'object' && value !== null && 'text' in value ? value.text : null;
  if (typeof text !== 'string') return [[], [piece(' It has not written any.', 'dim')]];
  return [[], ...indented(markdownLines(text, width - 2))];
};

const loadedLines = (kind: ReaderKind, value: unknown, theme: Theme, width: number): readonly Line[] => {
  if (kind === 'diff') return diffLines(value, theme);
  return kind === 'plan' ? planLines(value, width) : textLines(value, width);
};

const answered = (reader: Reader, answer: Loaded, theme: Theme, width: number): readonly Line[] => {
  if (answer.state === 'loading') return [[], [piece(' Asking the engine…', 'dim')]];
  if (answer.state === 'ready') return loadedLines(reader.kind, answer.value, theme, width);
  const { what, mend } = answer.error;
  return [
    [],
    ...wrapped(what, width - 2).map((text): Line => [piece(` ${text}`, 'wait')]),
    ...wrapped(mend, width - 2).map((text): Line => [piece(` ${text}`, 'dim')]),
  ];
};

/** Large diffs and reports are laid out once, not at every keystroke. */
const laidOut = new WeakMap<object, { width: number; theme: Theme; lines: readonly Line[] }>();

const answerLines = (reader: Reader, answer: Loaded, theme: Theme, width: number): readonly Line[] => {
  const known = laidOut.get(answer);
  if (known !== undefined && known.width === width && known.theme === theme) return known.lines;
  const lines = answered(reader, answer, theme, width);
  laidOut.set(answer, { width, theme, lines });
  return lines;
};

/** All rows of what is being read, whatever part of them is in sight. */
export const readerLines = (
  context: Context,
  reader: Reader,
  theme: Theme,
  width: number,
): readonly Line[] => {
  if (reader.answer !== null) return answerLines(reader, reader.answer, theme, width);
  if (reader.kind === 'help') return helpLines(context, width);
  if (reader.kind === 'notices') return noticeLines(context, width);
  const task = context.run.day.tasks.get(reader.task ?? '');
  if (task === undefined) return [[], [piece(' This task is gone from the day.', 'dim')]];
  if (reader.kind === 'explain') return explainLines(context, task, theme, width);
  return reader.kind === 'history'
    ? historyLines(context, task.id, theme, width)
    : eventLines(context, task.id, width);
};

/** Never scrolled past the end: the last rows stay in sight. */
export const withReaderInBounds = (context: Context, theme: Theme): View => {
  const { view, run } = context;
  const { reader } = view;
  const stage = layoutOf(view, run.day.tasks.size).stage;
  if (reader === null || stage === null || reader.top === 0) return view;
  const most = Math.max(0, readerLines(context, reader, theme, stage.width).length - (stage.height - 1));
  return reader.top <= most ? view : { ...view, reader: { ...reader, top: most } };
};
