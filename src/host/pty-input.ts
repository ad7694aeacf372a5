import { writeSync } from 'node:fs';

const RETRY_MS = 10;
const LIMIT_BYTES = 1024 * 1024;
const REPLY_LIMIT_BYTES = 64 * 1024;

/**
 * What goes into the terminal. A program that never reads its input leaves the
 * pty full: then we wait instead of spinning, and drop what only grows.
 */
export class PtyInput {
  readonly #fd: number;
  #queue: Buffer[] = [];
  #bytes = 0;
  #busy = false;
  #closed = false;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** False: the program has not read its input for so long that this was dropped. */
  type(text: string): boolean {
    return this.#add(Buffer.from(text), LIMIT_BYTES);
  }

  /** The emulator's answers: a program that only asks and never reads gets no more of them. */
  reply(text: string): boolean {
    return this.#add(Buffer.from(text), REPLY_LIMIT_BYTES);
  }

  close(): void {
    this.#closed = true;
    this.#queue = [];
  }

  #add(bytes: Buffer, limit: number): boolean {
    if (this.#closed || this.#bytes + bytes.length > limit) return false;
    this.#queue.push(bytes);
    this.#bytes += bytes.length;
    if (!this.#busy) this.#next();
    return true;
  }

  /** At once, for a person waits for its echo: the terminal never blocks, it says that it is full. */
  #next(): void {
    this.#busy = false;
    for (let bytes = this.#queue[0]; bytes !== undefined && !this.#closed; bytes = this.#queue[0])
      if (!this.#write(bytes)) return;
  }

  /** False: no more for now. */
  #write(bytes: Buffer): boolean {
    try {
      this.#took(bytes, writeSync(this.#fd, bytes));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') this.close();
      else {
        this.#busy = true;
        setTimeout(() => this.#next(), RETRY_MS);
      }
      return false;
    }
  }

  #took(bytes: Buffer, written: number): void {
    if (this.#closed) return;
    this.#bytes -= written;
    if (written < bytes.length) this.#queue[0] = bytes.subarray(written);
    else this.#queue.shift();
  }
}
