import type { CellSpan } from '../../src/wire/cells.ts';
import {
  CODE_BITS,
  COMBINED,
  type Grid,
  SHOWN_BACKGROUND,
  TAIL,
  WORDS,
  widthOf,
  withWidth,
} from './cells.ts';
import type { Clusters } from './clusters.ts';
import type { PaneRows } from './contract.ts';
import { standsAlone } from './visible.ts';

const SPACE = 32;
const NO_TEXTS: ReadonlyMap<number, string> = new Map();
const WIDEST = 1000;

const placeOf = (row: number, col: number): number => row * WIDEST + col;

const textsOf = (rows: PaneRows): ReadonlyMap<number, string> =>
  rows.texts.length === 0
    ? NO_TEXTS
    : new Map(rows.texts.map(({ row, col, text }) => [placeOf(row, col), text]));

const shownCode = (content: number, text: string | undefined, clusters: Clusters): number => {
  if ((content & COMBINED) !== 0) return clusters.code(text ?? ' ');
  const code = content & CODE_BITS;
  return code !== 0 && standsAlone(code) ? code : SPACE;
};

/** The content of a cell as we show it: nothing in it may reach the terminal but one thing to see. */
const shownContent = (content: number, text: string | undefined, clusters: Clusters): number => {
  const width = Math.min(2, widthOf(content));
  if (width === 0) return TAIL;
  const code = shownCode(content, text, clusters);
  // What shows nothing is a blank, and a blank is never wide.
  return withWidth(code, code === SPACE ? 1 : width);
};

const paintSpan = (
  grid: Grid,
  { row, col, cells }: CellSpan,
  texts: ReadonlyMap<number, string>,
  clusters: Clusters,
): void => {
  const count = Math.min(cells.length / WORDS, grid.columns - col);
  const base = (row * grid.columns + col) * WORDS;
  for (let index = 0; index < count; index += 1) {
    const from = index * WORDS;
    const to = base + from;
    const content = cells[from] ?? 0;
    const text = (content & COMBINED) === 0 ? undefined : texts.get(placeOf(row, col + index));
    grid.cells[to] = shownContent(content, text, clusters);
    grid.cells[to + 1] = cells[from + 1] ?? 0;
    grid.cells[to + 2] = (cells[from + 2] ?? 0) & SHOWN_BACKGROUND;
  }
};

/** Puts what came off the wire into a pane's cells; says which rows that touched. */
export const paintRows = (grid: Grid, rows: PaneRows, clusters: Clusters): readonly number[] => {
  const texts = textsOf(rows);
  const touched: number[] = [];
  for (const span of rows.spans) {
    if (span.row >= grid.rows || span.col >= grid.columns) continue;
    paintSpan(grid, span, texts, clusters);
    touched.push(span.row);
  }
  return touched;
};
