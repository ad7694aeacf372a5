import stringWidth from 'string-width';
import { linesOf, type Mistake } from './mistake.ts';

const MOST_SHOWN = 50;
const MOST_COLUMNS = 100;

// Bidi controls and escapes in a file must not act on the terminal that shows its mistakes.
const UNSAFE = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** Text made safe for a terminal: what would act there becomes a plain mark, a tab a space. */
export const printable = (text: string): string =>
  text.replace(UNSAFE, (character) => (character === '\t' ? ' ' : '\uFFFD'));

/** `file:line:column: what is wrong (hint)`, on one line. */
export const mistakeLine = (file: string, mistake: Mistake): string => {
  const hint = mistake.hint === undefined ? '' : ` (${mistake.hint})`;
  return printable(`${file}:${mistake.line}:${mistake.column}: ${mistake.message}${hint}`);
};

interface Excerpt {
  readonly shown: string;
  readonly before: string;
  readonly marked: string;
}

/** The part of a long line around the mistake. */
const excerptOf = (line: string, mistake: Mistake): Excerpt => {
  const characters = Array.from(line);
  const at = mistake.column - 1;
  const from = at > MOST_COLUMNS * 0.7 ? at - Math.floor(MOST_COLUMNS / 2) : 0;
  const to = Math.min(characters.length, from + MOST_COLUMNS);
  const head = from > 0 ? '…' : '';
  const text = (start: number, end: number) => printable(characters.slice(start, end).join(''));
  return {
    shown: `${head}${text(from, to)}${to < characters.length ? '…' : ''}`,
    before: `${head}${text(from, at)}`,
    marked: text(at, Math.min(to, at + mistake.length)),
  };
};

const paragraph = (file: string, lines: readonly string[], mistake: Mistake): string => {
  const excerpt = excerptOf(lines[mistake.line - 1] ?? '', mistake);
  const gutter = String(mistake.line);
  const blank = ' '.repeat(gutter.length);
  const carets = '^'.repeat(Math.max(1, stringWidth(excerpt.marked)));
  const parts = [
    printable(`${file}:${mistake.line}:${mistake.column}: ${mistake.message}`),
    `  ${gutter} │ ${excerpt.shown}`.trimEnd(),
    `  ${blank} │ ${' '.repeat(stringWidth(excerpt.before))}${carets}`,
  ];
  if (mistake.hint !== undefined) parts.push(`  ${blank} ╰ ${printable(mistake.hint)}`);
  return parts.join('\n');
};

const counted = (count: number): string => (count === 1 ? '1 mistake' : `${count} mistakes`);

/** All mistakes with the lines they are on, at most 50 of them, and how many there are. */
export const renderMistakes = (file: string, text: string, mistakes: readonly Mistake[]): string => {
  const lines = linesOf(text);
  const shown = mistakes.slice(0, MOST_SHOWN).map((mistake) => paragraph(file, lines, mistake));
  const hidden = mistakes.length - shown.length;
  const total =
    hidden > 0 ? `${counted(mistakes.length)}, the first ${MOST_SHOWN} shown` : counted(mistakes.length);
  return `${shown.join('\n\n')}\n\n${total}\n`;
};
