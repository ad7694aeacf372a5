import type { Terminal } from '@xterm/headless';
import { type CellSpan, type CellUpdate, type ScreenModes, WORDS_PER_CELL } from '../wire/cells.ts';
import { internalsOf, type Line } from './internals.ts';

const COMBINED = 1 << 21;
/** Marks attributes kept outside the cell (underline style, links), which are not shipped. */
const EXTENDED = 1 << 28;

type Texts = { row: number; col: number; text: string }[];

/** What one watcher has seen of a screen, and what is new since. */
export class ScreenCells {
  readonly #terminal: Terminal;
  #cols = 0;
  #rows = 0;
  #seq = 0;
  #seen = new Uint32Array(0);
  #texts = new Map<number, string>();
  #last = '';

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Null where nothing changed. The cells may be another terminal's that shows the same (see `Emulator.picture`). */
  update(shown: Terminal = this.#terminal): CellUpdate | null {
    const full = this.#resized();
    const spans: CellSpan[] = [];
    const texts: Texts = [];
    const { buffer } = internalsOf(shown);
    for (let row = 0; row < this.#rows; row += 1) {
      const line = buffer.lines.get(buffer.ybase + row);
      const span = line === undefined ? null : this.#changed(row, line, texts);
      if (span !== null) spans.push(span);
    }
    const cursor = { x: Math.min(buffer.x, this.#cols - 1), y: buffer.y };
    const modes = this.#modes(full);
    const rest = JSON.stringify([cursor, modes]);
    if (spans.length === 0 && rest === this.#last) return null;
    this.#last = rest;
    this.#seq += 1;
    return { seq: this.#seq, cols: this.#cols, rows: this.#rows, cursor, modes, spans, texts };
  }

  /** A new size starts anew: nothing seen before holds. */
  #resized(): boolean {
    const { cols, rows } = this.#terminal;
    if (cols === this.#cols && rows === this.#rows) return false;
    this.#cols = cols;
    this.#rows = rows;
    // No cell holds this number, so every one counts as changed.
    this.#seen = new Uint32Array(cols * rows * WORDS_PER_CELL).fill(0xffffffff);
    this.#texts.clear();
    return true;
  }

  #changed(row: number, line: Line, texts: Texts): CellSpan | null {
    let first = -1;
    let last = -1;
    for (let col = 0; col < this.#cols; col += 1) {
      if (!this.#differs(row, col, line)) continue;
      if (first < 0) first = col;
      last = col;
    }
    if (first < 0) return null;
    const cells = line._data.slice(first * WORDS_PER_CELL, (last + 1) * WORDS_PER_CELL);
    for (let at = 2; at < cells.length; at += WORDS_PER_CELL) cells[at] = (cells[at] ?? 0) & ~EXTENDED;
    this.#keep(row, first, last, line, texts);
    return { row, col: first, cells };
  }

  #differs(row: number, col: number, line: Line): boolean {
    const at = col * WORDS_PER_CELL;
    const seen = (row * this.#cols + col) * WORDS_PER_CELL;
    const content = line._data[at] ?? 0;
    if (content !== this.#seen[seen]) return true;
    if (line._data[at + 1] !== this.#seen[seen + 1] || line._data[at + 2] !== this.#seen[seen + 2])
      return true;
    // The number of a combined cell stays when another accent joins it.
    return (content & COMBINED) !== 0 && line._combined[col] !== this.#texts.get(row * this.#cols + col);
  }

  #keep(row: number, first: number, last: number, line: Line, texts: Texts): void {
    const from = first * WORDS_PER_CELL;
    const until = (last + 1) * WORDS_PER_CELL;
    this.#seen.set(line._data.subarray(from, until), row * this.#cols * WORDS_PER_CELL + from);
    for (let col = first; col <= last; col += 1) {
      const place = row * this.#cols + col;
      const combined = ((line._data[col * WORDS_PER_CELL] ?? 0) & COMBINED) !== 0;
      const text = combined ? line._combined[col] : undefined;
      if (text === undefined) this.#texts.delete(place);
      else {
        this.#texts.set(place, text);
        texts.push({ row, col, text });
      }
    }
  }

  #modes(full: boolean): ScreenModes {
    const { modes, buffer } = this.#terminal;
    const { coreService, coreMouseService } = internalsOf(this.#terminal);
    const mouse = modes.mouseTrackingMode;
    return {
      full,
      cursorVisible: !coreService.isCursorHidden,
      alternate: buffer.active.type === 'alternate',
      synchronized: modes.synchronizedOutputMode,
      bracketedPaste: modes.bracketedPasteMode,
      mouse: mouse !== 'none',
      applicationCursor: modes.applicationCursorKeysMode,
      mouseDrag: mouse === 'drag' || mouse === 'any',
      mouseAny: mouse === 'any',
      mouseSgr: coreMouseService.activeEncoding === 'SGR',
      focusReports: modes.sendFocusMode,
    };
  }
}
