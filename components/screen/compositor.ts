import { UNKNOWN, WORDS } from './cells.ts';
import { Clusters } from './clusters.ts';
import type { ColorDepth } from './colors.ts';
import type { CellStyle, CursorShape, PaneRows, Rect } from './contract.ts';
import { FrameClock, type Time } from './frame-clock.ts';
import { frameLines } from './ink-frame.ts';
import { Layers } from './layers.ts';
import { Painter } from './painter.ts';
import { SgrWriter } from './sgr.ts';

export interface FrameSink {
  /** False: take it slowly, `onDrain` says when to go on. */
  write(text: string): boolean;
  onDrain(listener: () => void): void;
}

export interface CompositorParts {
  readonly out: FrameSink;
  readonly columns: number;
  readonly rows: number;
  readonly depth: ColorDepth;
  readonly time: Time;
}

interface Cursor {
  readonly x: number;
  readonly y: number;
  readonly shape: CursorShape;
}

const SHAPES: Readonly<Record<CursorShape, number>> = { block: 2, underline: 4, bar: 6 };
const BEGIN = '\x1b[?2026h';
const END = '\x1b[?2026l';
const HIDE = '\x1b[?25l';
const SHOW = '\x1b[?25h';

/** Keeps the terminal equal to the layers: one write a frame, only what differs, never half a picture. */
export class Compositor {
  readonly #out: FrameSink;
  readonly #clusters = new Clusters();
  readonly #layers: Layers;
  readonly #painter: Painter;
  readonly #clock: FrameClock;
  #columns: number;
  #rows: number;
  #front: Uint32Array;
  #scratch: Uint32Array;
  #lines: (string | undefined)[] = [];
  #cursor: Cursor | null = null;
  #shownCursor: Cursor | null = null;
  #cursorKnown = false;
  #slow = false;
  #away = false;

  constructor({ out, columns, rows, depth, time }: CompositorParts) {
    this.#out = out;
    this.#columns = columns;
    this.#rows = rows;
    this.#layers = new Layers(columns, rows, this.#clusters);
    this.#painter = new Painter(this.#clusters, new SgrWriter(depth));
    this.#clock = new FrameClock(time, () => this.#draw());
    this.#front = new Uint32Array(columns * rows * WORDS).fill(UNKNOWN);
    this.#scratch = new Uint32Array(columns * WORDS);
    out.onDrain(() => {
      this.#slow = false;
      if (!this.#away) this.#clock.release();
    });
  }

  /** One write of Ink's: a frame, or only moves and erasures, which mean nothing here. */
  inkWrote(text: string): void {
    const lines = frameLines(text);
    if (lines === null) return;
    for (let row = 0; row < this.#rows; row += 1) {
      const line = lines[row] ?? '';
      if (line === this.#lines[row]) continue;
      this.#lines[row] = line;
      this.#layers.setLine(row, line);
    }
    this.#clock.want();
  }

  placePane(id: string, rect: Rect | null): void {
    this.#layers.place(id, rect);
    this.#clock.want();
  }

  paintPane(id: string, rows: PaneRows): void {
    this.#layers.paint(id, rows);
    this.#clock.want();
  }

  paintText(id: string, rect: Rect | null, text: string, style: CellStyle): void {
    this.#layers.text(id, rect, text, style);
    this.#clock.want();
  }

  cover(id: string, rect: Rect | null): void {
    this.#layers.cover(id, rect);
    this.#clock.want();
  }

  setCursor(at: { x: number; y: number } | null, shape: CursorShape = 'block'): void {
    this.#cursor = at === null ? null : { x: at.x, y: at.y, shape };
    this.#clock.want();
  }

  /** The person pressed a key: what it changes is shown at once. */
  typed(): void {
    this.#clock.typed();
  }

  resize(columns: number, rows: number): void {
    this.#columns = columns;
    this.#rows = rows;
    this.#lines = [];
    this.#layers.resize(columns, rows);
    this.#front = new Uint32Array(columns * rows * WORDS);
    this.#scratch = new Uint32Array(columns * WORDS);
    this.repaint();
  }

  /** What the terminal shows is not known any more: every cell is written anew, over the old ones. */
  repaint(): void {
    this.#front.fill(UNKNOWN);
    this.#cursorKnown = false;
    this.#layers.touchAll();
    this.#clock.want();
  }

  /** The terminal is not ours for a while. */
  leave(): void {
    this.#away = true;
    this.#clock.hold();
  }

  comeBack(): void {
    this.#away = false;
    this.repaint();
    if (!this.#slow) this.#clock.release();
  }

  #draw(): void {
    const width = this.#columns * WORDS;
    for (const row of this.#layers.takeDirty()) {
      this.#layers.compose(row, this.#scratch);
      this.#painter.row(row, this.#scratch, this.#front.subarray(row * width, (row + 1) * width));
    }
    const cells = this.#painter.take();
    const cursor = this.#cursorText(cells !== '');
    if (cells === '' && cursor === '') return;
    const hide = cells !== '' && this.#shownCursor !== null ? HIDE : '';
    this.#shownCursor = this.#cursor;
    this.#cursorKnown = true;
    if (!this.#out.write(`${BEGIN}${hide}${cells}${cursor}${END}`)) {
      this.#slow = true;
      this.#clock.hold();
    }
    this.#clusters.tidy([this.#front, ...this.#layers.allCells()]);
  }

  #cursorText(moved: boolean): string {
    const [now, before] = [this.#cursor, this.#shownCursor];
    if (now === null) return before !== null || !this.#cursorKnown ? HIDE : '';
    const same = before !== null && now.x === before.x && now.y === before.y && now.shape === before.shape;
    if (same && !moved && this.#cursorKnown) return '';
    const shape = now.shape === before?.shape && this.#cursorKnown ? '' : `\x1b[${SHAPES[now.shape]} q`;
    return `\x1b[${now.y + 1};${now.x + 1}H${shape}${SHOW}`;
  }
}
