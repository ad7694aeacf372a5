import type { Tone } from '../theme/palette.ts';
import { type Line, type Piece, piece } from './line.ts';
import { isTableRow, tableLines } from './markdown-table.ts';
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
  return row.trim() === '' ? [[]] : paragraph(row, width);
};

/** Rows that make one block: a whole table, what is between fences, or a row by itself. */
const blocksOf = (
  text: string,
): readonly { readonly kind: 'table' | 'code' | 'row'; readonly rows: string[] }[] => {
  const blocks: { kind: 'table' | 'code' | 'row'; rows: string[] }[] = [];
  let code = false;
  for (const row of text.split('\n')) {
    if (/^\s*```/.test(row)) {
      code = !code;
      continue;
    }
    const kind = code ? 'code' : isTableRow(row) ? 'table' : 'row';
    const last = blocks.at(-1);
    if (kind === 'table' && last?.kind === 'table') last.rows.push(row);
    else blocks.push({ kind, rows: [row] });
  }
  return blocks;
};

/** Markdown for reading in a terminal: headings in the accent, code as it stands, tables in columns, text wrapped. */
export const markdownLines = (text: string, width: number): readonly Line[] =>
  blocksOf(text).flatMap(({ kind, rows }) => {
    if (kind === 'table') return tableLines(rows, width);
    const [row = ''] = rows;
    return kind === 'code' ? [[piece(`  ${row}`, 'dim')]] : rowLines(row, width);
  });
