import { stripVTControlCharacters } from 'node:util';

const WIDTH = 160;

/** Text for one line of a report: no escape sequences, no control or direction characters, not too long. */
export const shortened = (text: string): string => {
  const plain = stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...plain];
  return letters.length <= WIDTH ? plain : `${letters.slice(0, WIDTH - 1).join('')}…`;
};

/** The last line that says anything; a line overwritten by \r counts as it was left. */
export const lastLine = (text: string): string => {
  const lines = stripVTControlCharacters(text).split(/[\n\r]+/);
  return shortened(lines.findLast((line) => line.trim() !== '') ?? '');
};
