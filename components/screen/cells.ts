/**
 * A cell is three numbers in the emulator's own format: content, foreground,
 * background (see src/wire/cells.ts). Colours and attributes share the last two.
 */
export const WORDS = 3;

export const CODE_BITS = 0x1fffff;
/** The code is the number of a cluster of several code points. */
export const COMBINED = 1 << 21;
const WIDTH_SHIFT = 22;
const WIDTH_BITS = 3;

export const BLANK = 32 | (1 << WIDTH_SHIFT);
/** The second half of a wide cell. */
export const TAIL = 0;
/** No cell holds this: it differs from whatever is painted next. */
export const UNKNOWN = 0xffffffff;

export const COLOR_BITS = 0x3ffffff;
export const COLOR_MODE = 0x3000000;
export const PALETTE_16 = 0x1000000;
export const PALETTE_256 = 0x2000000;
export const TRUECOLOR = 0x3000000;

export const INVERSE = 0x4000000;
export const BOLD = 0x8000000;
export const UNDERLINE = 0x10000000;
export const BLINK = 0x20000000;
export const INVISIBLE = 0x40000000;
export const STRIKETHROUGH = 0x80000000;

export const ITALIC = 0x4000000;
export const DIM = 0x8000000;
export const OVERLINE = 0x40000000;

/** Background bits that say nothing about how a cell looks. */
export const SHOWN_BACKGROUND = COLOR_BITS | ITALIC | DIM | OVERLINE;

export const widthOf = (content: number): number => (content >>> WIDTH_SHIFT) & WIDTH_BITS;

export const withWidth = (code: number, width: number): number => code | (width << WIDTH_SHIFT);

/** Rows of cells, one after the other. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly cells: Uint32Array;
}

export const blankCells = (cells: Uint32Array, from: number, until: number): void => {
  for (let at = from; at < until; at += WORDS) {
    cells[at] = BLANK;
    cells[at + 1] = 0;
    cells[at + 2] = 0;
  }
};

export const blankGrid = (columns: number, rows: number): Grid => {
  const cells = new Uint32Array(columns * rows * WORDS);
  blankCells(cells, 0, cells.length);
  return { columns, rows, cells };
};

/** The same picture in another size: what fits is kept, the rest is blank. */
export const resized = (grid: Grid, columns: number, rows: number): Grid => {
  const next = blankGrid(columns, rows);
  const kept = Math.min(columns, grid.columns) * WORDS;
  for (let row = 0; row < Math.min(rows, grid.rows); row += 1) {
    const from = row * grid.columns * WORDS;
    next.cells.set(grid.cells.subarray(from, from + kept), row * columns * WORDS);
  }
  return next;
};
