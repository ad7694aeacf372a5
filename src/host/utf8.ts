const LONGEST = 4;

/** Bytes the character beginning with this byte takes; 1 where no character begins. */
const lengthFrom = (byte: number): number => {
  if (byte >= 0xf0 && byte < 0xf8) return 4;
  if (byte >= 0xe0) return byte < 0xf0 ? 3 : 1;
  return byte >= 0xc0 ? 2 : 1;
};

/** Where the last whole character ends. */
const wholeBytes = (bytes: Uint8Array): number => {
  for (let back = 1; back < LONGEST && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return lengthFrom(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
};

/**
 * Holds a character back until all its bytes are there. The emulator joins split
 * characters itself, but wrongly where a byte is 0x80: `•` or `─` at the edge of
 * a read would garble what follows.
 */
export class WholeCharacters {
  #held: Uint8Array = new Uint8Array(0);

  /** Nothing is held back. */
  get whole(): boolean {
    return this.#held.length === 0;
  }

  take(bytes: Uint8Array): Uint8Array {
    const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const whole = wholeBytes(all);
    // Copied: the terminal's buffer is filled anew.
    this.#held = Uint8Array.from(all.subarray(whole));
    return all.subarray(0, whole);
  }
}
