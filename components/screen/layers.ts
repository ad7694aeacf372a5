import { putLine } from './ansi-line.ts';
import { BLANK, blankCells, blankGrid, type Grid, resized, TAIL, WORDS, widthOf } from './cells.ts';
import type { Clusters } from './clusters.ts';
import type { CellStyle, PaneRows, Rect } from './contract.ts';
import { paintRows } from './pane-cells.ts';
import { penOf } from './style.ts';

interface Box {
  readonly rect: Rect;
  readonly grid: Grid;
}

const whole = ({ x, y, width, height }: Rect): Rect => ({
  x: Math.max(0, Math.trunc(x)),
  y: Math.max(0, Math.trunc(y)),
  width: Math.max(0, Math.trunc(width)),
  height: Math.max(0, Math.trunc(height)),
});

/** Half a wide character is none: both halves or a blank. */
const mend = (row: Uint32Array): void => {
  for (let at = 0; at < row.length; at += WORDS) {
    const width = widthOf(row[at] ?? 0);
    if (width === 1) continue;
    if (width === 2 && at + WORDS < row.length && row[at + WORDS] === TAIL) {
      row[at + WORDS + 1] = row[at + 1] ?? 0;
      row[at + WORDS + 2] = row[at + 2] ?? 0;
      at += WORDS;
    } else row[at] = BLANK;
  }
};

/** What lies over what: Ink's frame, the panes, Ink's frame again where it covers them, small texts. */
export class Layers {
  readonly #clusters: Clusters;
  #chrome: Grid;
  readonly #panes = new Map<string, Box>();
  readonly #texts = new Map<string, Box>();
  readonly #covers = new Map<string, Rect>();
  #dirty: Uint8Array;

  constructor(columns: number, rows: number, clusters: Clusters) {
    this.#clusters = clusters;
    this.#chrome = blankGrid(columns, rows);
    this.#dirty = new Uint8Array(rows).fill(1);
  }

  /** What was drawn stays until it is drawn anew, so that a resize never flashes. */
  resize(columns: number, rows: number): void {
    this.#chrome = resized(this.#chrome, columns, rows);
    this.#dirty = new Uint8Array(rows).fill(1);
  }

  setLine(row: number, line: string): void {
    const width = this.#chrome.columns * WORDS;
    const place = { cells: this.#chrome.cells, from: row * width, until: (row + 1) * width };
    putLine(line, place, this.#clusters);
    this.#dirty[row] = 1;
  }

  place(id: string, rect: Rect | null): void {
    const old = this.#panes.get(id);
    if (old !== undefined) this.#touch(old.rect);
    this.#panes.delete(id);
    if (rect === null) return;
    const at = whole(rect);
    const grid = old === undefined ? blankGrid(at.width, at.height) : resized(old.grid, at.width, at.height);
    this.#panes.set(id, { rect: at, grid });
    this.#touch(at);
  }

  paint(id: string, rows: PaneRows): void {
    const pane = this.#panes.get(id);
    if (pane === undefined) return;
    if (rows.full) {
      blankCells(pane.grid.cells, 0, pane.grid.cells.length);
      this.#touch(pane.rect);
    }
    for (const row of paintRows(pane.grid, rows, this.#clusters)) this.#dirty[pane.rect.y + row] = 1;
  }

  cover(id: string, rect: Rect | null): void {
    const old = this.#covers.get(id);
    if (old !== undefined) this.#touch(old);
    this.#covers.delete(id);
    if (rect === null) return;
    this.#covers.set(id, whole(rect));
    this.#touch(whole(rect));
  }

  text(id: string, rect: Rect | null, text: string, style: CellStyle): void {
    const old = this.#texts.get(id);
    if (old !== undefined) this.#touch(old.rect);
    this.#texts.delete(id);
    if (rect === null) return;
    const at = whole(rect);
    const grid = blankGrid(at.width, at.height);
    const lines = text.split('\n');
    for (let row = 0; row < at.height; row += 1) {
      const width = at.width * WORDS;
      const place = { cells: grid.cells, from: row * width, until: (row + 1) * width };
      putLine(lines[row] ?? '', place, this.#clusters, penOf(style));
    }
    this.#texts.set(id, { rect: at, grid });
    this.#touch(at);
  }

  touchAll(): void {
    this.#dirty.fill(1);
  }

  /** The rows to paint anew; each is told once. */
  takeDirty(): readonly number[] {
    const rows: number[] = [];
    for (const [row, dirty] of this.#dirty.entries()) if (dirty === 1) rows.push(row);
    this.#dirty.fill(0);
    return rows;
  }

  /** One row of the picture, into `out`. */
  compose(row: number, out: Uint32Array): void {
    const from = row * this.#chrome.columns * WORDS;
    out.set(this.#chrome.cells.subarray(from, from + out.length));
    for (const { rect, grid } of this.#panes.values()) this.#lay(row, rect, grid, row - rect.y, 0, out);
    for (const rect of this.#covers.values()) this.#lay(row, rect, this.#chrome, row, rect.x, out);
    for (const { rect, grid } of this.#texts.values()) this.#lay(row, rect, grid, row - rect.y, 0, out);
    mend(out);
  }

  /** All cells there are, to find which clusters are in use. */
  *allCells(): Iterable<Uint32Array> {
    yield this.#chrome.cells;
    for (const { grid } of this.#panes.values()) yield grid.cells;
    for (const { grid } of this.#texts.values()) yield grid.cells;
  }

  #lay(row: number, rect: Rect, grid: Grid, gridRow: number, gridCol: number, out: Uint32Array): void {
    if (row < rect.y || row >= rect.y + rect.height || gridRow >= grid.rows) return;
    const room = Math.min(rect.width, this.#chrome.columns - rect.x, grid.columns - gridCol);
    if (room <= 0) return;
    const from = (gridRow * grid.columns + gridCol) * WORDS;
    out.set(grid.cells.subarray(from, from + room * WORDS), rect.x * WORDS);
  }

  #touch(rect: Rect): void {
    this.#dirty.fill(1, rect.y, rect.y + rect.height);
  }
}
