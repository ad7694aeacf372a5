import { type FSWatcher, watch } from 'node:fs';
import { basename } from 'node:path';

/** Long enough for an agent that writes in pieces, short enough for the person. */
const STILL_MS = 100;
const LOOK_AGAIN_MS = 2_000;

/**
 * Tells when one of these files of a folder was written or taken away, and once at first. The folder is watched,
 * not read: other files in it are written all the time (the recording), and reading it at each write costs more
 * than all else a quiet agent's host does.
 */
export class StillFiles {
  readonly #folder: string;
  readonly #names: ReadonlySet<string>;
  readonly #onStill: () => void;
  #watcher: FSWatcher | null = null;
  #still: NodeJS.Timeout | null = null;
  #lookAgain: NodeJS.Timeout | null = null;

  constructor(folder: string, names: readonly string[], onStill: () => void) {
    this.#folder = folder;
    this.#names = new Set(names);
    this.#onStill = onStill;
    this.#watch();
  }

  close(): void {
    for (const timer of [this.#still, this.#lookAgain]) if (timer !== null) clearTimeout(timer);
    this.#watcher?.close();
  }

  #watch(): void {
    this.#tellSoon();
    try {
      this.#watcher = watch(this.#folder, (_event, name) => this.#happened(name));
      this.#watcher.on('error', () => this.#lost());
    } catch {
      this.#lost();
    }
  }

  #happened(name: string | null): void {
    if (name === null || this.#names.has(name)) this.#tellSoon();
    else if (name === basename(this.#folder)) this.#lost();
  }

  /** Out of watches or rights, or the folder itself was replaced: looked at now and then until it can be watched. */
  #lost(): void {
    this.#watcher?.close();
    this.#watcher = null;
    this.#lookAgain ??= setTimeout(() => {
      this.#lookAgain = null;
      this.#watch();
    }, LOOK_AGAIN_MS);
  }

  #tellSoon(): void {
    if (this.#still !== null) clearTimeout(this.#still);
    this.#still = setTimeout(() => {
      this.#still = null;
      this.#onStill();
    }, STILL_MS);
  }
}
