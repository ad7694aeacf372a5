import { castTime } from './cast.ts';

const FIRST_BYTES = 128 * 1024;
/** U+2028 and U+2029 in UTF-8, a character a byte: JSON leaves them as they are, many readers take them for a line's end. */
const SEPARATOR = /\u00e2\u0080[\u00a8\u00a9]/g;

const escapedSeparator = (bytes: string): string => (bytes.endsWith('\u00a8') ? '\\u2028' : '\\u2029');

/**
 * UTF-8 as JSON has it within quotes, a character a byte. JSON leaves all beyond ASCII as it is, so it need not
 * know that these are parts of characters; and no loop of ours is as fast as its own.
 */
const quoted = (text: Buffer): string =>
  JSON.stringify(text.toString('latin1')).slice(1, -1).replace(SEPARATOR, escapedSeparator);

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
    const json = quoted(text);
    this.#room(json.length);
    this.#length += this.#bytes.write(json, this.#length, 'latin1');
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
