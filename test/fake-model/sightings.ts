import { setTimeout as after } from 'node:timers/promises';

/** Things that come one by one, and those who wait for one that fits. */
export class Sightings<T> {
  readonly all: T[] = [];
  readonly #describe: (one: T) => string;
  readonly #waiting = new Set<(one: T) => void>();

  constructor(describe: (one: T) => string) {
    this.#describe = describe;
  }

  add(one: T): void {
    this.all.push(one);
    for (const look of [...this.#waiting]) look(one);
  }

  /** Calls with each from now on. */
  follow(tell: (one: T) => void): void {
    this.#waiting.add(tell);
  }

  /** The first that fits, be it there already or yet to come. Rejects after `within` ms, with what came instead. */
  async first(fits: (one: T) => boolean, within: number): Promise<T> {
    const there = this.all.find(fits);
    if (there !== undefined) return there;
    const found = Promise.withResolvers<T>();
    const look = (one: T): void => {
      if (fits(one)) found.resolve(one);
    };
    this.#waiting.add(look);
    const over = new AbortController();
    try {
      return await Promise.race([found.promise, this.#tooLate(within, over.signal)]);
    } finally {
      over.abort();
      this.#waiting.delete(look);
    }
  }

  async #tooLate(within: number, signal: AbortSignal): Promise<never> {
    // An aborted timer must not reject behind the back of whoever has what it waited for.
    const aborted = await after(within, false, { signal, ref: false }).catch(() => true);
    if (aborted) return new Promise<never>(() => {});
    const came = this.all.map(this.#describe).join('\n  ');
    throw new Error(`the model was not asked this within ${within} ms; what came:\n  ${came || 'nothing'}`);
  }
}
