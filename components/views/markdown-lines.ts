import type { Tone } from '../theme/palette.ts';
import { type Line, type Piece, piece } from './line.ts';
import { wrapped } from './wrap.ts';

/** Signs a backslash takes their meaning from hide in a private range while the marks are read. */
const PRIVATE = 0xe000;
const hidden = (text: string): string =>
  text.replace(/\\([\\`*_[\]|<>#])/g, (_, sign: string) => String.fromCharCode(PRIVATE + sign.charCodeAt(0)));
const shown = (text: string): string =>
  text.replace(/[\ue000-\ue07f]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - PRIVATE));

/** Code and strong words stand out; their marks go. */
const inline = (text: string, tone: Tone): Line =>
  hidden(text)
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter((part) => part !== '')
    .map((part): Piece => {
      if (/^`.+`$/.test(part)) return piece(shown(part.slice(1, -1)), 'accent');
      if (/^\*\*.+\*\*$/.test(part)) return piece(shown(part.slice(2, -2)), 'strong');
      return piece(shown(part), tone);
    });

const hangOf = (text: string): number => Math.min(8, /^\s*(?:[-*] |\d+\. |> )?/.exec(text)?.[0].length ?? 0);

const paragraph = (text: string, width: number): readonly Line[] => {
  const tone: Tone = text.startsWith('>') ? 'dim' : 'text';
  const hang = ' '.repeat(hangOf(text));
  const [first = '', ...rest] = wrapped(text, width);
  const more = rest.length === 0 ? [] : wrapped(rest.join(' '), width - hang.length);
  return [inline(first, tone), ...more.map((each) => [piece(hang), ...inline(each, tone)])];
};

const rowLines = (row: string, width: number): readonly Line[] => {
  const heading = /^(#+)\s+(.*)$/.exec(row);
  if (heading !== null) return [[piece(heading[2] ?? '', 'accent')]];
  if (/^\s*\|/.test(row)) return [[piece(row)]];
  return row.trim() === '' ? [[]] : paragraph(row, width);
};

/** Markdown for reading in a terminal: headings in the accent, code as it stands, text wrapped. */
export const markdownLines = (text: string, width: number): readonly Line[] => {
  let code = false;
  return text.split('\n').flatMap((row) => {
    const fence = /^\s*```/.test(row);
    if (fence) code = !code;
    if (fence) return [];
    return code ? [[piece(`  ${row}`, 'dim')]] : rowLines(row, width);
  });
};
