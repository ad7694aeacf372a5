import { castTime } from './cast.ts';

const FIRST_BYTES = 128 * 1024;
/** A control character becomes six. */
const LONGEST_ESCAPE = 6;
/** U+2028 and U+2029 in UTF-8: JSON leaves them as they are, many readers take them for a line's end. */
const SEPARATOR = [0xe2, 0x80, 0xa8, 0xa9] as const;

/** How JSON writes a byte in quotes; null: as it is. */
const escapeOf = (byte: number): Uint8Array | null => {
  const text = JSON.stringify(String.fromCharCode(byte)).slice(1, -1);
  return byte < 0x80 && text.length > 1 ? Buffer.from(text) : null;
};

const escapes: readonly (Uint8Array | null)[] = Array.from({ length: 256 }, (_, byte) => escapeOf(byte));
const separators = { [SEPARATOR[2]]: Buffer.from('\\u2028'), [SEPARATOR[3]]: Buffer.from('\\u2029') };

const separatorAt = (text: Buffer, at: number): Uint8Array | undefined =>
  text[at + 1] === SEPARATOR[1] ? separators[text[at + 2] as keyof typeof separators] : undefined;

/** Lines of a recording on their way into the file, as bytes: a flood is copied once, not five times. */
export class CastLines {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #open = false;

  get length(): number {
    return this.#length;
  }

  line(text: string): void {
    this.endOutput();
    this.#text(text);
  }

  /** Begins an event of output; what `output` adds is its data. */
  beginOutput(at: number): void {
    this.endOutput();
    this.#text(`[${castTime(at)},"o","`);
    this.#open = true;
  }

  /** Valid UTF-8, as JSON has it within quotes. */
  output(text: Buffer): void {
    this.#room(text.length * LONGEST_ESCAPE);
    const to = this.#bytes;
    let length = this.#length;
    // Byte by byte: for pieces this short a call of copy() costs more than the bytes.
    for (let from = 0; from < text.length; from += 1) {
      const byte = text[from] as number;
      const separator = byte === SEPARATOR[0] ? separatorAt(text, from) : undefined;
      const escaped = separator ?? escapes[byte];
      if (escaped === null || escaped === undefined) {
        to[length] = byte;
        length += 1;
        continue;
      }
      for (let at = 0; at < escaped.length; at += 1) to[length + at] = escaped[at] as number;
      length += escaped.length;
      if (separator !== undefined) from += 2;
    }
    this.#length = length;
  }

  endOutput(): void {
    if (this.#open) this.#text('"]\n');
    this.#open = false;
  }

  /** All whole lines; they are good until the next is added. */
  take(): Buffer {
    this.endOutput();
    const lines = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return lines;
  }

  #text(text: string): void {
    this.#room(Buffer.byteLength(text));
    this.#length += this.#bytes.write(text, this.#length);
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#length + bytes));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
