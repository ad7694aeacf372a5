import type { AskEntry } from '../../src/state/model.ts';
import { type Context, shortId } from '../store/context.ts';
import type { Theme } from '../theme/theme.ts';
import { answerWords, askKeys, optionLines, optionsInline, progressOf } from './ask-words.ts';
import { draftRows } from './draft-rows.ts';
import { harmless, type Line, lineWidth, padded, piece, shortened, spread } from './line.ts';
import { wrapped } from './wrap.ts';

const MOST_ID = 14;
const MOST_TEXT = 6;
const MOST_CONTEXT = 4;

/** How wide the column of ids is, so that texts stand under each other. */
export const idWidth = (context: Context, asks: readonly AskEntry[]): number =>
  Math.min(MOST_ID, Math.max(3, ...asks.map((ask) => shortId(context.run.day, ask.task ?? 'day').length)));

interface Place {
  readonly ids: number;
  readonly width: number;
  readonly selected: boolean;
}

const indentOf = (place: Place): number => place.ids + 5;

const signed = (ask: AskEntry, { glyphs }: Theme) => {
  if (ask.answer !== null) return piece(glyphs.dot, 'dim');
  return piece(glyphs.ask[ask.body.kind], ask.body.kind === 'violation' ? 'bad' : 'wait');
};

const first = (context: Context, ask: AskEntry, theme: Theme, place: Place, text: string): Line => {
  const focused = context.view.focus === 'inbox';
  const pointer = place.selected ? piece(theme.glyphs.pointer, focused ? 'accent' : 'dim') : piece(' ');
  const id = padded(shortened(shortId(context.run.day, ask.task ?? 'day'), place.ids), place.ids);
  const right = [piece('  '), ...progressOf(context, ask, theme), piece(' ')];
  const tone = ask.answer === null ? 'text' : 'dim';
  return spread(
    [pointer, signed(ask, theme), piece(` ${id}  `, 'dim'), piece(text, tone)],
    right,
    place.width,
  );
};

const indented = (place: Place, line: Line): Line => [piece(' '.repeat(indentOf(place))), ...line];

/** What was tried or is asked for, as one short text. */
export const headline = (ask: AskEntry): string => {
  const { kind, subject, text } = ask.body;
  // The text mostly names it already; saying it twice says nothing.
  if (subject === null || kind === 'approval' || text.includes(subject)) return harmless(text);
  return kind === 'violation'
    ? `tried ${harmless(subject)}: ${harmless(text)}`
    : `${harmless(text)}: ${harmless(subject)}`;
};

const choices = (ask: AskEntry, theme: Theme): Line => {
  const options = optionsInline(ask, theme);
  const keys = askKeys(ask, theme);
  return options.length === 0 || keys.length === 0
    ? [...options, ...keys]
    : [...options, piece('   '), ...keys];
};

/** One or two rows: what it is, and how to settle it. */
export const shortBlock = (
  context: Context,
  ask: AskEntry,
  theme: Theme,
  place: Place,
  rows: 1 | 2,
): readonly Line[] => {
  const head = first(context, ask, theme, place, headline(ask));
  if (rows === 1) return [head];
  if (ask.answer === null) return [head, indented(place, choices(ask, theme))];
  const proof = ask.proof === null ? '' : `  proof: ${ask.proof}`;
  return [
    head,
    indented(place, [piece(`${theme.glyphs.after} ${answerWords(ask)}`, 'dim'), piece(proof, 'ok')]),
  ];
};

const about = (ask: AskEntry, width: number): readonly Line[] => {
  const { subject, layer, context, impact, kind } = ask.body;
  const rows = (label: string, text: string | null, most: number): Line[] =>
    text === null
      ? []
      : wrapped(`${label}${text}`, width)
          .slice(0, most)
          .map((each) => [piece(each, 'dim')]);
  const subjects: Line[] =
    subject === null || kind === 'approval' || ask.body.text.includes(subject)
      ? []
      : wrapped(subject, width)
          .slice(0, 3)
          .map((each) => [piece(each, kind === 'violation' ? 'bad' : 'accent')]);
  return [
    ...subjects,
    ...rows('caught by ', kind === 'violation' ? layer : null, 1),
    ...rows('', context, MOST_CONTEXT),
    ...rows('Impact: ', impact, 2),
  ];
};

const optionRows = (ask: AskEntry, theme: Theme, width: number): readonly Line[] => {
  const inline = optionsInline(ask, theme);
  if (inline.length === 0) return [];
  return lineWidth(inline) <= width ? [inline] : optionLines(ask, theme);
};

const editor = (
  context: Context,
  ask: AskEntry,
  theme: Theme,
  width: number,
  height: number,
): readonly Line[] => {
  const { writing } = context.view;
  if (writing?.ask !== ask.id) return [];
  const rows = draftRows(writing.draft, width - 2, Math.max(1, height));
  return rows.map((line) => [piece(`${theme.glyphs.bar} `, 'accent'), ...line]);
};

/** All of an ask: its whole text, what it rests on, its options, and the answer as it is written. */
export const wholeBlock = (
  context: Context,
  ask: AskEntry,
  theme: Theme,
  place: Place,
  height: number,
): readonly Line[] => {
  if (ask.answer !== null) return shortBlock(context, ask, theme, place, 2);
  const width = place.width - indentOf(place) - 1;
  const right = lineWidth(progressOf(context, ask, theme)) + 3;
  const texts = wrapped(ask.body.text, Math.max(10, width - right)).slice(0, MOST_TEXT);
  const writing = context.view.writing?.ask === ask.id;
  const answer = writing
    ? editor(context, ask, theme, width, Math.min(6, height - 4))
    : [askKeys(ask, theme)].filter((line) => line.length > 0);
  const below = [
    ...texts.slice(1).map((text): Line => [piece(text)]),
    ...about(ask, width),
    ...optionRows(ask, theme, width),
  ];
  // What settles it must be in sight, however long the text is.
  const kept = below.slice(0, Math.max(0, height - 1 - answer.length));
  return [
    first(context, ask, theme, place, texts[0] ?? ''),
    ...[...kept, ...answer].map((line) => indented(place, line)),
  ];
};
