/** What a burst may print before it counts as a flood. */
const BURST_BYTES = 1024 * 1024;
const CALM_MS = 250;
/** A flood nobody watches goes on at some 7 MB/s. */
const BLOCK_BYTES = 64 * 1024;
const REST_MS = 8;

const asleep = new Int32Array(new SharedArrayBuffer(4));
const sleep = (ms: number): void => void Atomics.wait(asleep, 0, 0, ms);

interface World {
  readonly now: () => number;
  readonly sleep: (ms: number) => void;
}

/**
 * Lets others go first: an agent that floods while nobody watches is read with pauses. It then waits at
 * the kernel's small buffer, and the processors are free for what a person looks at and types into.
 */
export class Courtesy {
  readonly #isWatched: () => boolean;
  readonly #world: World;
  #burst = 0;
  #block = 0;
  #last = 0;

  constructor(isWatched: () => boolean, world: World = { now: () => performance.now(), sleep }) {
    this.#isWatched = isWatched;
    this.#world = world;
  }

  /** Called when the output is dealt with: it may wait. */
  printed(bytes: number): void {
    const now = this.#world.now();
    if (now - this.#last > CALM_MS) this.#burst = 0;
    this.#last = now;
    this.#burst += bytes;
    if (this.#burst < BURST_BYTES || this.#isWatched()) return;
    this.#block += bytes;
    if (this.#block < BLOCK_BYTES) return;
    this.#block = 0;
    this.#world.sleep(REST_MS);
  }
}
