import {
  BLINK,
  BOLD,
  COLOR_BITS,
  DIM,
  INVERSE,
  INVISIBLE,
  ITALIC,
  OVERLINE,
  PALETTE_16,
  PALETTE_256,
  STRIKETHROUGH,
  TRUECOLOR,
  UNDERLINE,
} from './cells.ts';

type Bits = readonly [foreground: number, background: number];

const SETS: Readonly<Record<number, Bits>> = {
  1: [BOLD, 0],
  2: [0, DIM],
  3: [0, ITALIC],
  4: [UNDERLINE, 0],
  5: [BLINK, 0],
  6: [BLINK, 0],
  7: [INVERSE, 0],
  8: [INVISIBLE, 0],
  9: [STRIKETHROUGH, 0],
  21: [UNDERLINE, 0],
  53: [0, OVERLINE],
};

const CLEARS: Readonly<Record<number, Bits>> = {
  0: [0xffffffff, 0xffffffff],
  22: [BOLD, DIM],
  23: [0, ITALIC],
  24: [UNDERLINE, 0],
  25: [BLINK, 0],
  27: [INVERSE, 0],
  28: [INVISIBLE, 0],
  29: [STRIKETHROUGH, 0],
  39: [COLOR_BITS, 0],
  49: [0, COLOR_BITS],
  55: [0, OVERLINE],
};

const byte = (value: number | undefined): number => Math.min(255, Math.max(0, Math.trunc(value ?? 0) || 0));

interface Extended {
  readonly color: number | null;
  /** How many of the numbers belong to it. */
  readonly used: number;
}

/** What follows 38, 48 or 58: `5 n`, or `2 r g b`. */
const extended = (rest: readonly number[]): Extended => {
  const [kind, a, b, c] = rest;
  if (kind === 5) return { color: PALETTE_256 | byte(a), used: 2 };
  if (kind === 2) return { color: TRUECOLOR | (byte(a) << 16) | (byte(b) << 8) | byte(c), used: 4 };
  return { color: null, used: rest.length };
};

/** The same written with colons, where a colour space may stand before r, g, b. */
const withColons = (parts: readonly number[]): readonly number[] =>
  parts[0] === 2 && parts.length > 4 ? [2, ...parts.slice(-3)] : parts;

const basicColor = (code: number): number | null => {
  const decade = Math.floor(code / 10);
  const index = code % 10;
  if (index > 7) return null;
  if (decade === 3 || decade === 4) return PALETTE_16 | index;
  return decade === 9 || decade === 10 ? PALETTE_16 | (index + 8) : null;
};

/** Colours and attributes as a run of SGR sequences leaves them. */
export class Pen {
  foreground = 0;
  background = 0;

  /** Takes the parameters of one SGR sequence. */
  apply(params: string): void {
    const fields = params.split(';');
    for (let at = 0; at < fields.length; at += 1) {
      const [code = 0, ...parts] = (fields[at] ?? '').split(':').map(Number);
      if (code !== 38 && code !== 48 && code !== 58) this.#plain(code, parts);
      else if (parts.length > 0) this.#color(code, extended(withColons(parts)).color);
      else {
        const { color, used } = extended(fields.slice(at + 1, at + 5).map(Number));
        this.#color(code, color);
        at += used;
      }
    }
  }

  #plain(code: number, parts: readonly number[]): void {
    // `4:0` is no underline; all other styles of it are shown as one line.
    const set = code === 4 && parts[0] === 0 ? undefined : SETS[code];
    const clear = code === 4 && parts[0] === 0 ? CLEARS[24] : CLEARS[code];
    if (set !== undefined) {
      this.foreground = (this.foreground | set[0]) >>> 0;
      this.background = (this.background | set[1]) >>> 0;
    } else if (clear !== undefined) {
      this.foreground = (this.foreground & ~clear[0]) >>> 0;
      this.background = (this.background & ~clear[1]) >>> 0;
    } else {
      const decade = Math.floor(code / 10);
      this.#color(decade === 3 || decade === 9 ? 38 : 48, basicColor(code));
    }
  }

  #color(code: number, color: number | null): void {
    if (color === null) return;
    if (code === 38) this.foreground = ((this.foreground & ~COLOR_BITS) | color) >>> 0;
    if (code === 48) this.background = ((this.background & ~COLOR_BITS) | color) >>> 0;
  }
}
