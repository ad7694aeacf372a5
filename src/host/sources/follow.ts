import { closeSync, type FSWatcher, fstatSync, openSync, readSync, watch } from 'node:fs';

const POLL_MS = 500;
/** Where changes are told, this only finds a file that was replaced: sixteen idle hosts shall cost nothing. */
const WATCHED_POLL_MS = 2_000;
const BLOCK_BYTES = 256 * 1024;
/** No record of any agent is longer; a file without line ends must not eat the memory. */
const LONGEST_LINE_BYTES = 32 * 1024 * 1024;

/** Reads a growing file of lines on from an offset. The file may come later, or be begun anew. */
export class FollowedFile {
  readonly #path: string;
  readonly #onLine: (line: string) => void;
  /** Start of the first line not yet handed on. */
  #offset: number;
  /** The file's size when it ended in a half line: not read again before it grows. */
  #tornAt: number | null = null;
  #watcher: FSWatcher | null = null;
  #poll: NodeJS.Timeout;
  #more: NodeJS.Immediate | null = null;

  constructor(path: string, offset: number, onLine: (line: string) => void) {
    this.#path = path;
    this.#offset = offset;
    this.#onLine = onLine;
    this.read();
    this.#poll = this.#pollSoon();
  }

  get offset(): number {
    return this.#offset;
  }

  /** Hands on new whole lines, a part at a time: a file that grows like mad must not stop everything else. */
  read(): void {
    if (this.#readPart()) this.#readSoon();
  }

  /** Hands on every whole line there is by now, and no more after that. */
  finish(): void {
    clearTimeout(this.#poll);
    if (this.#more !== null) clearImmediate(this.#more);
    this.#watcher?.close();
    while (this.#readPart());
  }

  #readSoon(): void {
    this.#more ??= setImmediate(() => {
      this.#more = null;
      this.read();
    });
  }

  /** True where it came further, so that there may be more. */
  #readPart(): boolean {
    const before = this.#offset;
    let fd: number;
    try {
      fd = openSync(this.#path, 'r');
    } catch {
      return false;
    }
    try {
      this.#watch();
      const { size } = fstatSync(fd);
      if (size < this.#offset) this.#offset = 0;
      if (size !== this.#tornAt) this.#readLines(fd, size);
      this.#tornAt = this.#offset === before ? size : null;
    } catch {
      // Read again at the next change; the offset says where.
    } finally {
      closeSync(fd);
    }
    return this.#offset !== before;
  }

  /** Reads on until there are whole lines to hand on. */
  #pollSoon(): NodeJS.Timeout {
    const wait = this.#watcher === null ? POLL_MS : WATCHED_POLL_MS;
    return setTimeout(() => {
      this.read();
      this.#poll = this.#pollSoon();
    }, wait);
  }

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

  /** Only makes it quicker: where watching fails, the poll reads on. */
  #watch(): void {
    if (this.#watcher !== null) return;
    try {
      this.#watcher = watch(this.#path, () => this.#readSoon());
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      this.#watcher = null;
    }
  }
}
