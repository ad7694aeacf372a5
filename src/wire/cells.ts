/**
 * The part of a screen that changed, as a console draws it. All numbers are u32
 * little endian:
 *
 *     seq  cols  rows  cursor x  cursor y  modes  spans  texts
 *     spans ×  ( row  col  count  count × ( content  foreground  background ) )
 *     texts ×  ( row  col  bytes )
 *     UTF-8 of all texts, one after the other
 *
 * A cell's three numbers are the emulator's own: content holds the code point
 * (bits 0-20), "see texts" (bit 21) and the width (bits 22-23); a cell of width 0
 * is the second half of a wide one. A text stands for a cell of several code points.
 */
export interface CellUpdate {
  /** Counts up by one per update to this watcher; an update with `full` starts anew. */
  readonly seq: number;
  readonly cols: number;
  readonly rows: number;
  readonly cursor: { readonly x: number; readonly y: number };
  readonly modes: ScreenModes;
  readonly spans: readonly CellSpan[];
  readonly texts: readonly CellText[];
}

export interface ScreenModes {
  /** Every row is in this update: forget what was there. */
  readonly full: boolean;
  readonly cursorVisible: boolean;
  readonly alternate: boolean;
  /** The program is in the middle of a frame (mode 2026): hold the picture. */
  readonly synchronized: boolean;
  readonly bracketedPaste: boolean;
  readonly mouse: boolean;
  readonly applicationCursor: boolean;
  /** Besides presses, which `mouse` says: moves with a button down, all moves; reports in SGR form. */
  readonly mouseDrag: boolean;
  readonly mouseAny: boolean;
  readonly mouseSgr: boolean;
  readonly focusReports: boolean;
}

export interface CellSpan {
  readonly row: number;
  readonly col: number;
  /** Three numbers a cell. */
  readonly cells: Uint32Array;
}

export interface CellText {
  readonly row: number;
  readonly col: number;
  readonly text: string;
}

export const WORDS_PER_CELL = 3;
const HEADER_WORDS = 8;
const PLACE_WORDS = 3;
const MODES = [
  'full',
  'cursorVisible',
  'alternate',
  'synchronized',
  'bracketedPaste',
  'mouse',
  'applicationCursor',
  'mouseDrag',
  'mouseAny',
  'mouseSgr',
  'focusReports',
] as const satisfies readonly (keyof ScreenModes)[];

const modeBits = (modes: ScreenModes): number =>
  MODES.reduce((bits, mode, at) => (modes[mode] ? bits | (1 << at) : bits), 0);

const modesOf = (bits: number): ScreenModes => {
  const on = (mode: (typeof MODES)[number]): boolean => (bits & (1 << MODES.indexOf(mode))) !== 0;
  return {
    full: on('full'),
    cursorVisible: on('cursorVisible'),
    alternate: on('alternate'),
    synchronized: on('synchronized'),
    bracketedPaste: on('bracketedPaste'),
    mouse: on('mouse'),
    applicationCursor: on('applicationCursor'),
    mouseDrag: on('mouseDrag'),
    mouseAny: on('mouseAny'),
    mouseSgr: on('mouseSgr'),
    focusReports: on('focusReports'),
  };
};

/** An update as bytes for one frame. */
export const packCells = (update: CellUpdate): Uint8Array => {
  const texts = update.texts.map(({ text }) => Buffer.from(text));
  const words = update.spans.reduce(
    (sum, span) => sum + PLACE_WORDS + span.cells.length,
    HEADER_WORDS + PLACE_WORDS * texts.length,
  );
  const textBytes = texts.reduce((sum, bytes) => sum + bytes.byteLength, 0);
  const packed = new Uint8Array(words * 4 + textBytes);
  const numbers = new Uint32Array(packed.buffer, 0, words);
  const { seq, cols, rows, cursor, modes, spans } = update;
  numbers.set([seq, cols, rows, cursor.x, cursor.y, modeBits(modes), spans.length, texts.length]);
  let at = HEADER_WORDS;
  for (const { row, col, cells } of spans) {
    numbers.set([row, col, cells.length / WORDS_PER_CELL], at);
    numbers.set(cells, at + PLACE_WORDS);
    at += PLACE_WORDS + cells.length;
  }
  for (const [index, bytes] of texts.entries()) {
    const { row, col } = update.texts[index] ?? { row: 0, col: 0 };
    numbers.set([row, col, bytes.byteLength], at);
    at += PLACE_WORDS;
  }
  Buffer.from(packed.buffer, words * 4).set(Buffer.concat(texts));
  return packed;
};

/** Reads number after number; past the end it reads 0 and remembers that. */
class Numbers {
  readonly #words: Uint32Array;
  at = 0;
  short = false;

  constructor(bytes: Uint8Array) {
    // A typed array must start aligned; bytes off the wire already do.
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
    this.#words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
  }

  next(): number {
    const word = this.#words[this.at];
    this.at += 1;
    if (word === undefined) this.short = true;
    return word ?? 0;
  }

  take(count: number): Uint32Array {
    const from = this.at;
    this.at += count;
    if (this.at > this.#words.length) this.short = true;
    return this.#words.subarray(from, this.at);
  }
}

const spansFrom = (numbers: Numbers, count: number): CellSpan[] => {
  const spans: CellSpan[] = [];
  while (spans.length < count && !numbers.short) {
    const row = numbers.next();
    const col = numbers.next();
    spans.push({ row, col, cells: numbers.take(numbers.next() * WORDS_PER_CELL) });
  }
  return spans;
};

const placesFrom = (numbers: Numbers, count: number): { row: number; col: number; bytes: number }[] => {
  const places: { row: number; col: number; bytes: number }[] = [];
  while (places.length < count && !numbers.short)
    places.push({ row: numbers.next(), col: numbers.next(), bytes: numbers.next() });
  return places;
};

/** An update off the wire, or null where the bytes are none. */
export const unpackCells = (bytes: Uint8Array): CellUpdate | null => {
  const numbers = new Numbers(bytes);
  const [seq, cols, rows] = [numbers.next(), numbers.next(), numbers.next()];
  const cursor = { x: numbers.next(), y: numbers.next() };
  const modes = modesOf(numbers.next());
  const [spanCount, textCount] = [numbers.next(), numbers.next()];
  const spans = spansFrom(numbers, spanCount);
  const places = placesFrom(numbers, textCount);
  if (numbers.short) return null;
  let from = numbers.at * 4;
  const texts = places.map(({ row, col, bytes: length }) => {
    const text = Buffer.from(bytes.subarray(from, from + length)).toString('utf8');
    from += length;
    return { row, col, text };
  });
  return from === bytes.byteLength ? { seq, cols, rows, cursor, modes, spans, texts } : null;
};
