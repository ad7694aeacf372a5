import { closeSync, type FSWatcher, fstatSync, openSync, readSync, watch } from 'node:fs';

const POLL_MS = 500;
const BLOCK_BYTES = 256 * 1024;
/** No record of any agent is longer; a file without line ends must not eat the memory. */
const LONGEST_LINE_BYTES = 32 * 1024 * 1024;

/** Reads a growing file of lines on from an offset. The file may come later, or be begun anew. */
export class FollowedFile {
  readonly #path: string;
  readonly #onLine: (line: string) => void;
  /** Start of the first line not yet handed on. */
  #offset: number;
  #watcher: FSWatcher | null = null;
  #poll: NodeJS.Timeout;

  constructor(path: string, offset: number, onLine: (line: string) => void) {
    this.#path = path;
    this.#offset = offset;
    this.#onLine = onLine;
    this.#poll = setInterval(() => this.read(), POLL_MS);
    this.read();
  }

  get offset(): number {
    return this.#offset;
  }

  /** Hands on every whole line there is by now. */
  read(): void {
    let fd: number;
    try {
      fd = openSync(this.#path, 'r');
    } catch {
      return;
    }
    try {
      this.#watch();
      const { size } = fstatSync(fd);
      if (size < this.#offset) this.#offset = 0;
      this.#readLines(fd, size);
    } catch {
      // Read again at the next change; the offset says where.
    } finally {
      closeSync(fd);
    }
  }

  close(): void {
    clearInterval(this.#poll);
    this.#watcher?.close();
  }

  #readLines(fd: number, size: number): void {
    let held: Buffer = Buffer.alloc(0);
    while (this.#offset + held.length < size) {
      const block = Buffer.alloc(Math.min(BLOCK_BYTES, size - this.#offset - held.length));
      const read = readSync(fd, block, 0, block.length, this.#offset + held.length);
      if (read === 0) return;
      held = this.#lines(Buffer.concat([held, block.subarray(0, read)]));
      if (held.length > LONGEST_LINE_BYTES) {
        this.#offset += held.length;
        held = Buffer.alloc(0);
      }
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
      this.#watcher = watch(this.#path, () => this.read());
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      this.#watcher = null;
    }
  }
}
