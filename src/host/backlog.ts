import type { Tail } from './glimpse.ts';
import { colorsAfter, plainUntil } from './plain-run.ts';

const FIRST_BYTES = 64 * 1024;
const FULL_BYTES = 1024 * 1024;
/** Less than this is played sooner than shortened. */
const LONG_BYTES = 256 * 1024;
/** Less than this is on a screen as soon as its last lines are. */
const WORTH_SKIPPING_BYTES = 32 * 1024;
/** A frame must not take longer to find its colours than its lines. */
const MOST_COLORS = 500;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/**
 * Plain output nobody has looked at yet. Of a flood only the last lines are ever
 * seen; the ones that have left the scrollback by then need not be put on a screen.
 */
export class Backlog {
  #bytes = Buffer.alloc(0);
  #length = 0;
  #plain = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  get isFull(): boolean {
    return this.#length >= FULL_BYTES;
  }

  get isLong(): boolean {
    return this.#length >= LONG_BYTES;
  }

  get isWorthSkipping(): boolean {
    return this.#length >= WORTH_SKIPPING_BYTES;
  }

  /** False: something in it does more than print; all must be played now. */
  add(bytes: Uint8Array): boolean {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    this.#plain = plainUntil(this.#bytes, this.#plain, this.#length);
    return this.#plain >= 0;
  }

  /** Drops all but the last lines; gives what the dropped ones leave behind. Null where there are too few. */
  shorten(lines: number): Buffer | null {
    const cut = this.#before(lines);
    if (cut <= 0) return null;
    // Whatever was before, a line now begins at its left edge.
    const left = Buffer.from(`${colorsAfter(this.#bytes.subarray(0, cut)) ?? ''}\r`);
    this.#bytes.copyWithin(0, cut, this.#length);
    this.#length -= cut;
    this.#plain -= cut;
    return left;
  }

  /** The last lines, whatever was before; null where there are too few, or where they are nearly all of it. */
  tail(lines: number): Tail | null {
    const cut = this.#before(lines);
    const colors = cut < this.#length / 2 ? null : colorsAfter(this.#bytes.subarray(0, cut), MOST_COLORS);
    return colors === null ? null : { colors, lines: this.#bytes.subarray(cut, this.#plain) };
  }

  /** All of it; it is good until the next is added. */
  take(): Buffer {
    const all = this.#bytes.subarray(0, this.#length);
    // What a flood made it take is given back.
    if (this.#bytes.length > FIRST_BYTES) this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    this.#plain = 0;
    return all;
  }

  /** Where the last lines begin, after a return to the left edge; 0 for nowhere. */
  #before(lines: number): number {
    const known = this.#bytes.subarray(0, Math.max(0, this.#plain));
    let at = known.length;
    for (let left = lines; at > 0; left -= 1) {
      at = known.lastIndexOf(LINE_FEED, at - 1);
      if (left <= 0 && at > 0 && known[at - 1] === RETURN) return at + 1;
    }
    return 0;
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const least = this.#length + bytes;
    const larger = Buffer.allocUnsafeSlow(least <= FIRST_BYTES ? FIRST_BYTES : 2 * least);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
