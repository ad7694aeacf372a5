import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Compositor } from '../../../components/screen/compositor.ts';
import type { PaneRows, Rect } from '../../../components/screen/contract.ts';
import { visible } from '../../../components/screen/visible.ts';
import { ScreenCells } from '../../../src/host/screen-cells.ts';
import { packCells, unpackCells } from '../../../src/wire/cells.ts';
import { BLANK, Eye, HandTime, type Seen, Tty } from './look.ts';

const FRAME_MS = 17;
const LONGEST_LINE = 200;

/** A pane's program in an emulator of its own, and the same beside Ink's frame, through the compositor. */
class Bench {
  readonly time = new HandTime();
  tty: Tty;
  readonly compositor: Compositor;
  frame: readonly string[] = [];
  rect: Rect = { x: 2, y: 1, width: 12, height: 4 };
  cover: Rect | null = null;
  program: Eye;
  #cells: ScreenCells;

  constructor(cols: number, rows: number) {
    this.tty = new Tty(cols, rows);
    const out = { write: (text: string) => this.tty.write(text), onDrain: () => {} };
    this.compositor = new Compositor({ out, columns: cols, rows, depth: 'truecolor', time: this.time });
    this.program = new Eye(this.rect.width, this.rect.height);
    this.#cells = new ScreenCells(this.program.terminal);
    this.place(this.rect);
  }

  place(rect: Rect): void {
    this.rect = rect;
    this.program.terminal.resize(Math.max(2, rect.width), Math.max(1, rect.height));
    this.compositor.placePane('pane', rect);
    this.ship();
  }

  ship(): void {
    const update = this.#cells.update();
    if (update === null) return;
    const sent = unpackCells(packCells(update));
    if (sent === null) throw new Error('not packed well');
    const rows: PaneRows = { full: sent.modes.full, spans: sent.spans, texts: sent.texts };
    this.compositor.paintPane('pane', rows);
  }

  draw(lines: readonly string[]): void {
    this.frame = lines;
    this.compositor.inkWrote(`\x1b[2K\x1b[1A\x1b[2K\x1b[G${lines.join('\n')}\n`);
  }

  write(bytes: string): void {
    this.program.feed(bytes);
    this.ship();
  }

  resize(cols: number, rows: number): void {
    this.tty.eye.terminal.resize(cols, rows);
    this.compositor.resize(cols, rows);
    this.frame = this.frame.slice(0, rows);
    this.draw(this.frame);
  }

  coverWith(rect: Rect | null): void {
    this.cover = rect;
    this.compositor.cover('dialog', rect);
  }

  settle(): void {
    this.time.pass(FRAME_MS * 2);
  }

  /** What should be seen, found the slow and simple way. */
  expected(): Seen[][] {
    const { cols, rows } = this.tty.eye.terminal;
    const chrome = new Eye(LONGEST_LINE, rows);
    for (const [y, line] of this.frame.entries()) if (y < rows) chrome.feed(`\x1b[0m\x1b[${y + 1}H${line}`);
    return Array.from({ length: rows }, (_, y) =>
      mended(Array.from({ length: cols }, (_, x) => this.#top(chrome, x, y))),
    );
  }

  #top(chrome: Eye, x: number, y: number): Seen {
    const inside = (rect: Rect): boolean =>
      x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
    if (!inside(this.rect) || (this.cover !== null && inside(this.cover))) return chrome.at(x, y);
    const seen = this.program.at(x - this.rect.x, y - this.rect.y);
    return { ...seen, chars: seen.width === 0 ? '' : visible(seen.chars).replace(/^\p{M}.*/u, '') || ' ' };
  }
}

const mended = (row: readonly Seen[]): Seen[] =>
  row.map((seen, x) => {
    const half =
      (seen.width === 2 && row[x + 1]?.width !== 0) || (seen.width === 0 && row[x - 1]?.width !== 2);
    if (half) return { ...BLANK, look: seen.look };
    return seen.width === 0 ? { ...seen, look: row[x - 1]?.look ?? '' } : seen;
  });

const seen = (eye: Eye): Seen[][] => Array.from({ length: eye.terminal.rows }, (_, y) => eye.row(y));

/** Emulators count half a flag as one cell or two; where everything stands and how it looks is the same. */
const look = (rows: readonly (readonly Seen[])[]): string[][] =>
  rows.map((row) => row.map((cell) => `${cell.chars === '' ? ' ' : cell.chars}|${cell.look}`));

const sgr = fc.constantFrom(
  ...[
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    '7',
    '8',
    '9',
    '53',
    '22',
    '23',
    '24',
    '27',
    '29',
    '31',
    '44',
    '95',
    '103',
  ],
  ...['38;5;200', '48;5;17', '38;2;1;2;3', '48;2;250;128;0', '4:3', '38:2::9:8:7', '39', '49', '1;4;38;5;9'],
);
const word = fc.constantFrom(
  ...['a', 'B7', 'hello', '   ', '          ', '├──┤', '█▓', 'é', 'e\u0301', '你', '好吗', 'ｱ', '한'],
  ...['🎉', '👩‍💻', '🇩🇪', '✔', '★', '⏸', 'ж', 'กำ', 'ש', '❤️'],
);
const piece = fc.oneof(
  { weight: 3, arbitrary: word },
  { weight: 1, arbitrary: sgr.map((params) => `\x1b[${params}m`) },
);
const line = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
const moved = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 24 }));
const output = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: piece },
      { weight: 2, arbitrary: moved.map(([y, x]) => `\x1b[${y};${x}H`) },
      {
        weight: 2,
        arbitrary: fc.constantFrom('\r\n', '\x1b[K', '\x1b[1J', '\x1b[2X', '\x1b[2P', '\x1b[3@', '\x1b[L'),
      },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const rect = fc.record({
  x: fc.nat(20),
  y: fc.nat(6),
  width: fc.integer({ min: 2, max: 24 }),
  height: fc.integer({ min: 1, max: 8 }),
});
const step = fc.oneof(
  { weight: 4, arbitrary: output.map((text) => (bench: Bench) => bench.write(text)) },
  {
    weight: 3,
    arbitrary: fc.array(line, { maxLength: 8 }).map((lines) => (bench: Bench) => bench.draw(lines)),
  },
  { weight: 1, arbitrary: rect.map((at) => (bench: Bench) => bench.place(at)) },
  { weight: 1, arbitrary: fc.option(rect).map((at) => (bench: Bench) => bench.coverWith(at)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.integer({ min: 4, max: 40 }), fc.integer({ min: 2, max: 12 })).map(
      ([cols, rows]) =>
        (bench: Bench) =>
          bench.resize(cols, rows),
    ),
  },
);

describe('the compositor', () => {
  it('keeps the terminal equal to the frame and the panes, cell for cell and attribute for attribute', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const bench = new Bench(30, 8);
        for (const act of steps) {
          act(bench);
          bench.settle();
          expect(look(seen(bench.tty.eye))).toEqual(look(bench.expected()));
        }
      }),
      { numRuns: 200 },
    );
  });
});
