import { appendFileSync } from 'node:fs';

/** No memory is filled for a disk that stays full. */
const LONGEST_QUEUE = 10_000;

/** A file of JSON lines; what a full disk refuses waits for the next line. */
export class EventFile {
  readonly #path: string;
  #unwritten: string[] = [];
  #torn = false;
  #last = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** The same said twice in a row is said once. */
  say(type: string, properties: object): void {
    const said = JSON.stringify([type, properties]);
    if (said === this.#last) return;
    this.#last = said;
    const line = `${JSON.stringify({ at: Date.now(), type, properties })}\n`;
    this.#unwritten = [...this.#unwritten, line].slice(-LONGEST_QUEUE);
    try {
      // A line cut off by a full disk is ended first: the next one must not be lost with it.
      appendFileSync(this.#path, `${this.#torn ? '\n' : ''}${this.#unwritten.join('')}`, { mode: 0o600 });
      this.#unwritten = [];
      this.#torn = false;
    } catch {
      this.#torn = true;
    }
  }
}
