import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A scrollback full of lines has been turned over: now there is something to give back. */
const WORTHWHILE_BYTES = 4 * 1024 * 1024;
const REST_MS = 5_000;

type Collect = (how: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/** V8 keeps what a flood made it take, often for ever: only this kind of collection shrinks its heap. */
const collectAll = (): void => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  setFlagsFromString('--no-expose-gc');
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
};

/** Gives memory back to the machine once a flooding agent rests. */
export class Thrift {
  readonly #giveBack: () => void;
  #bytes = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(giveBack: () => void = collectAll) {
    this.#giveBack = giveBack;
  }

  printed(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < WORTHWHILE_BYTES) return;
    if (this.#timer === null) this.#timer = setTimeout(() => this.#rests(), REST_MS);
    else this.#timer.refresh();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #rests(): void {
    this.#timer = null;
    this.#bytes = 0;
    this.#giveBack();
  }
}
