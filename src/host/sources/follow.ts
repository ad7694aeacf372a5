import { type FSWatcher, watch } from 'node:fs';
import { GrowingFile } from './growing-file.ts';

const POLL_MS = 500;
/** Where changes are told, this only finds a file that was replaced: sixteen idle hosts shall cost nothing. */
const WATCHED_POLL_MS = 2_000;

/** Follows one growing file of lines, a part at a time: one that grows like mad must not stop everything else. */
export class FollowedFile {
  readonly #file: GrowingFile;
  #watcher: FSWatcher | null = null;
  #poll: NodeJS.Timeout;
  #more: NodeJS.Immediate | null = null;

  constructor(path: string, offset: number, onLine: (line: string) => void) {
    this.#file = new GrowingFile(path, offset, onLine);
    this.read();
    this.#poll = this.#pollSoon();
  }

  get offset(): number {
    return this.#file.offset;
  }

  read(): void {
    const found = this.#file.readPart();
    if (found !== 'absent') this.#watch();
    if (found === 'more') this.#readSoon();
  }

  /** Hands on every whole line there is by now, and no more after that. */
  finish(): void {
    clearTimeout(this.#poll);
    if (this.#more !== null) clearImmediate(this.#more);
    this.#watcher?.close();
    this.#file.readAll();
  }

  #readSoon(): void {
    this.#more ??= setImmediate(() => {
      this.#more = null;
      this.read();
    });
  }

  #pollSoon(): NodeJS.Timeout {
    const wait = this.#watcher === null ? POLL_MS : WATCHED_POLL_MS;
    return setTimeout(() => {
      this.read();
      this.#poll = this.#pollSoon();
    }, wait);
  }

  /** Only makes it quicker: where watching fails, the poll reads on. */
  #watch(): void {
    if (this.#watcher !== null) return;
    try {
      this.#watcher = watch(this.#file.path, () => this.#readSoon());
      this.#watcher.on('error', () => this.#watcher?.close());
      // What came before the watch was there.
      this.#readSoon();
    } catch {
      this.#watcher = null;
    }
  }
}
