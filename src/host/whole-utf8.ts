import { isUtf8 } from 'node:buffer';

const CONTINUATION = 0b1000_0000;

/** How many bytes a sequence has that begins with this one. */
const lengthFrom = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1);

/** Where a sequence begins that the bytes end in the middle of; their length where none does. */
const wholeUntil = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0b1100_0000) === CONTINUATION) continue;
    return lengthFrom(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
};

/** Makes valid UTF-8 of any bytes, however they are cut: what is none becomes U+FFFD. */
export class WholeUtf8 {
  #rest: Buffer = Buffer.alloc(0);

  /** What is whole so far; a character cut in two comes with the next bytes. */
  take(bytes: Uint8Array): Buffer {
    const some = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const all = this.#rest.length === 0 ? some : Buffer.concat([this.#rest, some]);
    const until = wholeUntil(all);
    // Copied: the terminal's buffer is filled anew.
    this.#rest = Buffer.from(all.subarray(until));
    const whole = all.subarray(0, until);
    return isUtf8(whole) ? whole : Buffer.from(whole.toString('utf8'));
  }

  end(): Buffer {
    const rest = Buffer.from(this.#rest.toString('utf8'));
    this.#rest = Buffer.alloc(0);
    return rest;
  }
}
