import stringWidth from 'string-width';

/** How a stretch of text looks; a sign or a word always says the same without colour. */
export type Look = 'plain' | 'strong' | 'quiet' | 'accent' | 'good' | 'bad' | 'warn';

export interface Span {
  readonly text: string;
  readonly look: Look;
}

export type Line = readonly Span[];

export const span = (text: string, look: Look = 'plain'): Span => ({ text, look });

/** Only the terminal's own 16 colours: they fit every theme, light or dark. */
const codes: Readonly<Record<Look, string>> = {
  plain: '',
  strong: '1',
  quiet: '2',
  accent: '36',
  good: '32',
  bad: '31',
  warn: '33',
};

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export const widthOf = (text: string): number => stringWidth(text);

/** The beginning of a text that fits, with `…` where something was cut. */
export const clipped = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  if (width < 1) return '';
  let kept = '';
  let used = 1;
  for (const { segment } of graphemes.segment(text)) {
    used += widthOf(segment);
    if (used > width) break;
    kept += segment;
  }
  return `${kept}…`;
};

export const lineWidth = (line: Line): number => line.reduce((sum, { text }) => sum + widthOf(text), 0);

/** A line cut to a width, span by span. */
export const fitted = (line: Line, width: number): Line => {
  let left = width;
  const kept: Span[] = [];
  for (const { text, look } of line) {
    const part = clipped(text, left);
    if (part !== '') kept.push({ text: part, look });
    left -= widthOf(part);
    if (part !== text) break;
  }
  return kept;
};

/** Left and right part of one line, the space between them filled. */
export const spread = (left: Line, right: Line, width: number, fill = ' '): Line => {
  const room = width - lineWidth(right);
  if (room < 8) return fitted(left, width);
  const start = fitted(left, room - 1);
  return [...start, span(fill.repeat(room - lineWidth(start)), 'quiet'), ...right];
};

export const painted = (line: Line, color: boolean): string =>
  line
    .map(({ text, look }) => (color && codes[look] !== '' ? `\x1b[${codes[look]}m${text}\x1b[0m` : text))
    .join('');

const cutLong = (word: string, width: number): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(word)) {
    if (widthOf(part + segment) > width && part !== '') {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
};

/** A text in lines no wider than given, broken at spaces where it can be. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const room = Math.max(1, width);
  const rows: string[] = [];
  for (const paragraph of text.split('\n')) {
    let row = '';
    for (const word of paragraph.split(/(?<= )/).flatMap((each) => cutLong(each, room))) {
      if (widthOf(row + word.trimEnd()) > room) {
        rows.push(row.trimEnd());
        row = '';
      }
      row += word;
    }
    rows.push(row.trimEnd());
  }
  return rows;
};
