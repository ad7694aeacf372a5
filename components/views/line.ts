import stringWidth from 'string-width';
import type { Tone } from '../theme/palette.ts';

/** A piece of text that looks one way. */
export interface Piece {
  readonly text: string;
  readonly tone: Tone;
}

/** One row of the screen. */
export type Line = readonly Piece[];

/**
 * What agents and files say is shown, never obeyed: control characters become
 * spaces; zero-width and bidi marks, which could make text read otherwise, go.
 */
export const harmless = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .replace(/[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, '');

export const piece = (text: string, tone: Tone = 'text'): Piece => ({ text: harmless(text), tone });

export const widthOf = (text: string): number =>
  /^[\u0020-\u007e]*$/.test(text) ? text.length : stringWidth(text);

export const lineWidth = (line: Line): number => line.reduce((sum, each) => sum + widthOf(each.text), 0);

const segmenter = new Intl.Segmenter();

/** The part of a text that fits into so many cells; a wide character is never halved. */
export const clipped = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let used = 0;
  let kept = '';
  for (const { segment } of segmenter.segment(text)) {
    const cells = widthOf(segment);
    if (used + cells > width) break;
    used += cells;
    kept += segment;
  }
  return kept;
};

/** At most so many cells, the loss shown by an ellipsis. */
export const shortened = (text: string, width: number, more = '…'): string => {
  if (widthOf(text) <= width) return text;
  return width <= 0 ? '' : `${clipped(text, width - widthOf(more)).trimEnd()}${more}`;
};

export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

export const aligned = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** Exactly so many cells: cut with an ellipsis or filled up. */
export const fitted = (line: Line, width: number): Line => {
  const out: Piece[] = [];
  let room = width;
  const whole = lineWidth(line) <= width;
  for (const each of line) {
    if (room <= 0) break;
    const cells = widthOf(each.text);
    if (whole || cells < room) {
      out.push(each);
      room -= cells;
      continue;
    }
    const text = shortened(`${each.text} `, room);
    out.push({ ...each, text });
    room -= widthOf(text);
    break;
  }
  return room > 0 ? [...out, { text: ' '.repeat(room), tone: 'text' }] : out;
};

/** Left text gives way; right text stays whole at the edge. */
export const spread = (left: Line, right: Line, width: number): Line => {
  const taken = lineWidth(right);
  if (taken >= width) return fitted(right, width);
  return [...fitted(left, width - taken), ...right];
};

export const textOf = (line: Line): string => line.map((each) => each.text).join('');
