import { BLANK, CODE_BITS, COMBINED, UNKNOWN, WORDS, widthOf } from './cells.ts';
import type { Clusters } from './clusters.ts';
import type { SgrWriter } from './sgr.ts';
import { isPlain } from './visible.ts';

/** From here on `CSI n X` is shorter than the blanks. */
const BLANKS_WORTH_ERASING = 6;
/** Up to here writing the same cells again is shorter than a jump over them. */
const SHORT_GAP = 3;
const NOWHERE = -1;

/** Below this no character is wide for every terminal. */
const FIRST_WIDE = 0x3000;

const isCertain = (content: number): boolean => {
  const code = content & CODE_BITS;
  return (content & COMBINED) === 0 && isPlain(code) && (widthOf(content) === 1 || code >= FIRST_WIDE);
};

/** Makes the terminal's rows equal to the picture's: moves, SGR and text for the cells that differ. */
export class Painter {
  readonly #clusters: Clusters;
  readonly #sgr: SgrWriter;
  #out = '';
  #x = NOWHERE;
  #y = NOWHERE;

  constructor(clusters: Clusters, sgr: SgrWriter) {
    this.#clusters = clusters;
    this.#sgr = sgr;
  }

  /** `front` is what the terminal shows of this row, and is brought up to date. */
  row(y: number, next: Uint32Array, front: Uint32Array): void {
    for (let at = 0; at < next.length; ) {
      if (this.#same(next, front, at)) at += WORDS;
      else at = this.#change(y, at, next, front);
    }
  }

  /** Everything to write since the last call; empty when nothing differed. */
  take(): string {
    const out = this.#out === '' || this.#sgr.isPlain ? this.#out : `${this.#out}\x1b[0m`;
    this.#out = '';
    this.#sgr.reset();
    this.#x = NOWHERE;
    this.#y = NOWHERE;
    return out;
  }

  #same(next: Uint32Array, front: Uint32Array, at: number): boolean {
    return next[at] === front[at] && next[at + 1] === front[at + 1] && next[at + 2] === front[at + 2];
  }

  /** Writes the cell here and whatever goes with it; says where to look on. */
  #change(y: number, found: number, next: Uint32Array, front: Uint32Array): number {
    const at = widthOf(next[found] ?? 0) === 0 ? found - WORDS : found;
    const blanks = next[at] === BLANK ? this.#blanksFrom(at, next, front) : 0;
    if (blanks >= BLANKS_WORTH_ERASING) {
      this.#moveTo(y, at, next);
      this.#out += `${this.#sgr.to(0, 0)}\x1b[${blanks}X`;
      front.set(next.subarray(at, at + blanks * WORDS), at);
      return at + blanks * WORDS;
    }
    const content = next[at] ?? BLANK;
    const end = at + (widthOf(content) === 2 ? 2 : 1) * WORDS;
    if (isCertain(content)) {
      this.#moveTo(y, at, next);
      this.#write(at, next);
      this.#x = end >= next.length ? NOWHERE : end / WORDS;
    } else {
      this.#writeDoubtful(y, at, end, next);
      // Where the terminal thinks it wider, it has run over the next cell.
      if (end < next.length) front[end] = UNKNOWN;
    }
    // A view for `set` would cost more than the few numbers it copies.
    for (let word = at; word < end; word += 1) front[word] = next[word] ?? 0;
    return end;
  }

  #write(at: number, next: Uint32Array): void {
    this.#out += this.#sgr.to(next[at + 1] ?? 0, next[at + 2] ?? 0) + this.#clusters.text(next[at] ?? BLANK);
  }

  /** The cursor is put there by number and nothing is taken for granted of where it is afterwards. */
  #writeDoubtful(y: number, at: number, end: number, next: Uint32Array): void {
    const jump = `\x1b[${y + 1};${at / WORDS + 1}H`;
    this.#out += jump + this.#sgr.to(next[at + 1] ?? 0, next[at + 2] ?? 0);
    // Where the terminal thinks it narrow, the second cell would keep what it showed before.
    if (end - at > WORDS) this.#out += `  ${jump}`;
    this.#out += this.#clusters.text(next[at] ?? BLANK);
    this.#x = NOWHERE;
  }

  #blanksFrom(from: number, next: Uint32Array, front: Uint32Array): number {
    let at = from;
    while (
      at < next.length &&
      next[at] === BLANK &&
      next[at + 1] === 0 &&
      next[at + 2] === 0 &&
      !this.#same(next, front, at)
    )
      at += WORDS;
    return (at - from) / WORDS;
  }

  #moveTo(y: number, at: number, next: Uint32Array): void {
    const x = at / WORDS;
    const gap = x - this.#x;
    if (y !== this.#y || this.#x === NOWHERE)
      this.#out += x === 0 ? `\x1b[${y + 1}H` : `\x1b[${y + 1};${x + 1}H`;
    else if (gap > 0 && gap <= SHORT_GAP && this.#canRewrite(at - gap * WORDS, at, next))
      for (let cell = at - gap * WORDS; cell < at; cell += WORDS) this.#write(cell, next);
    else if (gap > 0) this.#out += gap === 1 ? '\x1b[C' : `\x1b[${gap}C`;
    else if (gap < 0) this.#out += `\x1b[${x + 1}G`;
    this.#x = x;
    this.#y = y;
  }

  #canRewrite(from: number, until: number, next: Uint32Array): boolean {
    for (let at = from; at < until; at += WORDS) {
      const content = next[at] ?? 0;
      if (
        widthOf(content) !== 1 ||
        !isCertain(content) ||
        !this.#sgr.isAt(next[at + 1] ?? 0, next[at + 2] ?? 0)
      )
        return false;
    }
    return true;
  }
}
