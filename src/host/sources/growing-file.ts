import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A pipe of this name would keep whoever opens it until somebody writes. */
const AT_ONCE = constants.O_RDONLY | constants.O_NONBLOCK;
const BLOCK_BYTES = 256 * 1024;
/** No record of any agent is longer; a file without line ends must not eat the memory. */
const LONGEST_LINE_BYTES = 32 * 1024 * 1024;

/** Whole lines of a growing file from an offset on. The file may come later, or be begun anew. */
export class GrowingFile {
  readonly path: string;
  readonly #onLine: (line: string) => void;
  /** Start of the first line not yet handed on. */
  #offset: number;
  /** The file's size when it ended in a half line: not read again before it grows. */
  #tornAt: number | null = null;

  constructor(path: string, offset: number, onLine: (line: string) => void) {
    this.path = path;
    this.#offset = offset;
    this.#onLine = onLine;
  }

  get offset(): number {
    return this.#offset;
  }

  /** `more`: it came further, so that there may be more still; `absent`: there is no such file. */
  readPart(): 'more' | 'nothing' | 'absent' {
    let fd: number;
    try {
      fd = openSync(this.path, AT_ONCE);
    } catch {
      return 'absent';
    }
    const before = this.#offset;
    try {
      const { size } = fstatSync(fd);
      if (size < this.#offset) this.#offset = 0;
      if (size !== this.#tornAt) this.#readLines(fd, size);
      this.#tornAt = this.#offset === before ? size : null;
    } catch {
      // Read again at the next change; the offset says where.
    } finally {
      closeSync(fd);
    }
    return this.#offset === before ? 'nothing' : 'more';
  }

  readAll(): void {
    while (this.readPart() === 'more');
  }

  /** Reads on until there are whole lines to hand on. */
  #readLines(fd: number, size: number): void {
    const from = this.#offset;
    let held: Buffer = Buffer.alloc(0);
    while (this.#offset === from && from + held.length < size) {
      const block = Buffer.alloc(BLOCK_BYTES);
      const read = readSync(fd, block, 0, block.length, from + held.length);
      if (read === 0) return;
      held = this.#lines(Buffer.concat([held, block.subarray(0, read)]));
      if (held.length > LONGEST_LINE_BYTES) this.#offset += held.length;
    }
  }

  /** Hands on the whole lines and returns what is left of the last. */
  #lines(bytes: Buffer): Buffer {
    let start = 0;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
      const line = bytes.subarray(start, end).toString('utf8');
      this.#offset += end + 1 - start;
      start = end + 1;
      if (line.trim() !== '') this.#onLine(line);
    }
    return bytes.subarray(start);
  }
}
