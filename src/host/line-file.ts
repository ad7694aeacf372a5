import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

const BLOCK_BYTES = 64 * 1024;

/** Where the last whole line ends. */
const wholeBytes = (fd: number): number => {
  const block = Buffer.alloc(BLOCK_BYTES);
  let end = fstatSync(fd).size;
  while (end > 0) {
    const start = Math.max(0, end - BLOCK_BYTES);
    const read = readSync(fd, block, 0, end - start, start);
    const newline = block.subarray(0, read).lastIndexOf(0x0a);
    if (newline >= 0) return start + newline + 1;
    end = start;
  }
  return 0;
};

/** A file of lines with one writer. A line is in it as a whole or not at all. */
export class LineFile {
  readonly #fd: number;
  #size: number;
  #syncing = false;
  #syncAgain = false;
  #closed = false;

  /** A torn last line, left by a kill or a full disk, is cut off. */
  constructor(path: string) {
    this.#fd = openSync(path, 'a+', 0o600);
    this.#size = wholeBytes(this.#fd);
    if (fstatSync(this.#fd).size > this.#size) ftruncateSync(this.#fd, this.#size);
  }

  get size(): number {
    return this.#size;
  }

  /** False: there is no room; the file is as it was. */
  append(lines: string | Buffer): boolean {
    const bytes = typeof lines === 'string' ? Buffer.from(lines) : lines;
    let done = 0;
    try {
      // A full disk first takes less than it was given, without an error.
      while (done < bytes.length) done += writeSync(this.#fd, bytes, done, bytes.length - done);
      this.#size += bytes.length;
      return true;
    } catch {
      ftruncateSync(this.#fd, this.#size);
      return false;
    }
  }

  /** The last bytes of the file as text. */
  tail(bytes: number): string {
    const start = Math.max(0, this.#size - bytes);
    const tail = Buffer.alloc(this.#size - start);
    readSync(this.#fd, tail, 0, tail.length, start);
    return tail.toString('utf8');
  }

  head(bytes: number): string {
    const head = Buffer.alloc(Math.min(bytes, this.#size));
    readSync(this.#fd, head, 0, head.length, 0);
    return head.toString('utf8');
  }

  /** Makes what is written survive a power cut, soon and without waiting. */
  syncSoon(): void {
    if (this.#closed) return;
    this.#syncAgain = this.#syncing;
    if (this.#syncing) return;
    this.#syncing = true;
    fdatasync(this.#fd, () => {
      this.#syncing = false;
      if (this.#closed) closeSync(this.#fd);
      else if (this.#syncAgain) this.syncSoon();
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (!this.#syncing) closeSync(this.#fd);
  }
}
