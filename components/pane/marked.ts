import { type CellSpan, WORDS_PER_CELL } from '../../src/wire/cells.ts';
import type { History } from '../../src/wire/history.ts';
import { BOLD, COLOR_BITS, INVERSE, PALETTE_16, UNDERLINE } from '../screen/cells.ts';
import type { PaneRows } from '../screen/contract.ts';
import { visible } from '../screen/visible.ts';
import { ordered, type Scrollback, type Selection, selectedCols } from './scrollback.ts';

const BLACK = 0;
const YELLOW = 3;

const each = (cells: Uint32Array, first: number, last: number, change: (at: number) => void): void => {
  const end = Math.min(last, cells.length / WORDS_PER_CELL - 1);
  for (let col = Math.max(0, first); col <= end; col += 1) change(col * WORDS_PER_CELL);
};

/** Inverse as well as coloured: colour is never the only sign. */
const markMatch = (cells: Uint32Array, first: number, last: number, isCurrent: boolean): void =>
  each(cells, first, last, (at) => {
    const plain = (cells[at + 1] ?? 0) & ~(COLOR_BITS | INVERSE);
    const sign = isCurrent ? BOLD | UNDERLINE : 0;
    cells[at + 1] = (plain | sign | INVERSE | PALETTE_16 | YELLOW) >>> 0;
    cells[at + 2] = ((cells[at + 2] ?? 0) & ~COLOR_BITS) | PALETTE_16 | BLACK;
  });

const markSelected = (cells: Uint32Array, first: number, last: number): void =>
  each(cells, first, last, (at) => {
    cells[at + 1] = ((cells[at + 1] ?? 0) ^ INVERSE) >>> 0;
  });

const markedSpan = (span: CellSpan, line: number, cols: number, state: Scrollback): CellSpan => {
  const cells = span.cells.slice();
  for (const [index, found] of state.matches.entries())
    if (found.line === line) markMatch(cells, found.col, found.col + found.length - 1, index === state.match);
  const selected = selectedCols(state.selection, line, cols);
  if (selected !== null) markSelected(cells, ...selected);
  return { ...span, cells };
};

/** Older lines as a pane shows them: what was found and what is selected stands out. */
export const markedRows = (history: History, state: Scrollback): PaneRows => ({
  full: true,
  spans: history.spans.map((span) => markedSpan(span, history.top + span.row, history.cols, state)),
  texts: history.texts,
});

const textOfRow = (history: History, row: number, first: number, last: number): string => {
  const cells = history.spans.find((span) => span.row === row)?.cells ?? new Uint32Array();
  const texts = new Map(
    history.texts.flatMap((one) => (one.row === row ? [[one.col, one.text] as const] : [])),
  );
  let text = '';
  each(cells, first, last, (at) => {
    const content = cells[at] ?? 0;
    if (content >>> 22 === 0) return;
    text += texts.get(at / WORDS_PER_CELL) ?? String.fromCodePoint(content & 0x1fffff || 32);
  });
  return text;
};

/** The selected text; lines the terminal wrapped are one again. */
export const selectedText = (history: History, selection: Selection): string => {
  const [from, to] = ordered(selection);
  let text = '';
  for (let line = from.line; line <= to.line; line += 1) {
    const [first, last] = selectedCols(selection, line, history.cols) ?? [0, 0];
    const row = line - history.top;
    const wrapped = history.wrapped.includes(row);
    const goesOn = history.wrapped.includes(row + 1) && line < to.line;
    const shown = textOfRow(history, row, first, last);
    text += `${line === from.line || wrapped ? '' : '\n'}${goesOn ? shown : shown.trimEnd()}`;
  }
  return text
    .split('\n')
    .map((one) => visible(one))
    .join('\n');
};
