import stringWidth from 'string-width';
import { BLANK, blankCells, TAIL, WORDS, withWidth } from './cells.ts';
import { type Clusters, clustersOf } from './clusters.ts';
import { Pen } from './pen.ts';
import { visible } from './visible.ts';

/** A whole escape sequence; SGR has its parameters in the first group. What is left of a broken one goes too. */
const SEQUENCE =
  /[\x1b\x9b](?:(?<=\x1b)\[|(?<=\x9b))(?:([0-9:;]*)m|[0-?]*[ -/]*[@-~]?)|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?/g;

const ASCII = /^[ -~]*$/;

/** Where a line's cells go: one row of a grid, from one cell up to another. */
export interface Row {
  readonly cells: Uint32Array;
  readonly from: number;
  readonly until: number;
}

/** Writes clusters into a row, one after the other, until it is full. */
class RowFiller {
  readonly #row: Row;
  readonly #clusters: Clusters;
  at: number;

  constructor(row: Row, clusters: Clusters) {
    this.#row = row;
    this.#clusters = clusters;
    this.at = row.from;
  }

  write(text: string, pen: Pen): void {
    if (ASCII.test(text)) {
      for (let index = 0; index < text.length; index += 1) this.#put(text.charCodeAt(index), 1, pen);
      return;
    }
    for (const cluster of clustersOf(visible(text))) {
      const width = stringWidth(cluster);
      if (width > 0) this.#put(this.#clusters.code(cluster), width > 1 ? 2 : 1, pen);
    }
  }

  #put(code: number, width: number, { foreground, background }: Pen): void {
    const { cells, until } = this.#row;
    const end = Math.min(until, this.at + width * WORDS);
    if (this.at === end) return;
    const fits = end === this.at + width * WORDS;
    cells[this.at] = fits ? withWidth(code, width) : BLANK;
    if (fits && width === 2) cells[this.at + WORDS] = TAIL;
    for (let cell = this.at; cell < end; cell += WORDS) {
      cells[cell + 1] = foreground;
      cells[cell + 2] = background;
    }
    this.at = end;
  }
}

/** Puts one line of text with SGR into a row of cells; every other sequence is dropped. */
export const putLine = (line: string, row: Row, clusters: Clusters, pen: Pen = new Pen()): void => {
  const filler = new RowFiller(row, clusters);
  let read = 0;
  for (const match of line.matchAll(SEQUENCE)) {
    if (match.index > read) filler.write(line.slice(read, match.index), pen);
    read = match.index + match[0].length;
    if (match[1] !== undefined) pen.apply(match[1]);
  }
  filler.write(line.slice(read), pen);
  blankCells(row.cells, filler.at, row.until);
};
