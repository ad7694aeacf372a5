import type { Terminal } from '@xterm/headless';
import { type CellSpan, type CellText, WORDS_PER_CELL } from '../wire/cells.ts';
import { type Found, type HistoryPart, packHistory } from '../wire/history.ts';
import { internalsOf, type Line } from './internals.ts';

const COMBINED = 1 << 21;
const CODE_BITS = 0x1fffff;
/** Attributes kept outside the cell are not shipped. */
const EXTENDED = 1 << 28;
const MOST_ROWS = 2000;
const MOST_FOUND = 1000;

const contentAt = (line: Line, col: number): number => line._data[col * WORDS_PER_CELL] ?? 0;

const spanOf = (line: Line, row: number, cols: number): CellSpan => {
  const cells = line._data.slice(0, cols * WORDS_PER_CELL);
  for (let at = 2; at < cells.length; at += WORDS_PER_CELL) cells[at] = (cells[at] ?? 0) & ~EXTENDED;
  return { row, col: 0, cells };
};

const textsOf = (line: Line, row: number, cols: number): CellText[] => {
  const texts: CellText[] = [];
  for (let col = 0; col < cols; col += 1)
    if ((contentAt(line, col) & COMBINED) !== 0) texts.push({ row, col, text: line._combined[col] ?? '' });
  return texts;
};

const between = (least: number, value: number, most: number): number =>
  Math.max(least, Math.min(most, Math.trunc(value) || 0));

/** Lines of a terminal from number `top` on, the oldest being 0; a line too far down gives the last ones. */
export const historyOf = (terminal: Terminal, top: number, rows: number): HistoryPart => {
  const { buffer } = internalsOf(terminal);
  const total = buffer.ybase + terminal.rows;
  const count = between(1, rows, Math.min(MOST_ROWS, total));
  const first = between(0, top, total - count);
  const spans: CellSpan[] = [];
  const texts: CellText[] = [];
  const wrapped: number[] = [];
  for (let row = 0; row < count; row += 1) {
    const line = buffer.lines.get(first + row);
    if (line === undefined) continue;
    spans.push(spanOf(line, row, terminal.cols));
    texts.push(...textsOf(line, row, terminal.cols));
    if (line.isWrapped) wrapped.push(row);
  }
  return packHistory({ top: first, total, cols: terminal.cols, rows: count, wrapped, spans, texts });
};

interface LineText {
  readonly text: string;
  /** The column each character of the text begins in. */
  readonly cols: readonly number[];
}

const textOfLine = (line: Line, width: number): LineText => {
  let text = '';
  const cols: number[] = [];
  for (let col = 0; col < width; col += 1) {
    const content = contentAt(line, col);
    if (content >>> 22 === 0) continue;
    const code = content & CODE_BITS;
    const plain = code === 0 ? ' ' : String.fromCodePoint(code);
    const shown = (content & COMBINED) === 0 ? plain : (line._combined[col] ?? ' ');
    for (let unit = 0; unit < shown.length; unit += 1) cols.push(col);
    text += shown;
  }
  return { text, cols };
};

const matchesIn = ({ text, cols }: LineText, line: number, sought: string, width: number): Found[] => {
  const found: Found[] = [];
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
    const col = cols[at] ?? 0;
    found.push({ line, col, length: (cols[at + sought.length] ?? width) - col });
  }
  return found;
};

/** Where a terminal and what is above it say this; small letters find capitals too. The last ones, oldest first. */
export const findIn = (terminal: Terminal, sought: string): readonly Found[] => {
  if (sought === '') return [];
  const { buffer } = internalsOf(terminal);
  const anyCase = sought === sought.toLowerCase();
  const found: Found[] = [];
  for (let at = buffer.ybase + terminal.rows - 1; at >= 0 && found.length < MOST_FOUND; at -= 1) {
    const line = buffer.lines.get(at);
    if (line === undefined) continue;
    const { text, cols } = textOfLine(line, terminal.cols);
    // A letter whose small form is longer would move the columns: rare enough to find nothing there.
    const small = anyCase ? text.toLowerCase() : text;
    if (small.length === text.length)
      found.push(...matchesIn({ text: small, cols }, at, sought, terminal.cols).reverse());
  }
  return found.reverse();
};
