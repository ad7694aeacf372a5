import type { Channel } from '../wire/channel.ts';
import type { Emulator } from './emulator.ts';
import type { Size } from './terminal.ts';
import { Watcher } from './watcher.ts';

/** Reflowing a long scrollback takes a while: a window being dragged is followed when it rests. */
const RESIZE_MS = 50;
const SMALLEST: Size = { cols: 20, rows: 5 };
const LARGEST: Size = { cols: 500, rows: 300 };

const between = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, Math.trunc(value) || least));

/** The size of the agent's screen, and who looks at it. */
export class Screen {
  readonly #emulator: Emulator;
  readonly #onResize: (size: Size) => void;
  readonly #watchers = new Map<Channel, Watcher>();
  #resize: NodeJS.Timeout | null = null;
  #held = false;
  #wanted: Size | null = null;

  constructor(emulator: Emulator, onResize: (size: Size) => void) {
    this.#emulator = emulator;
    this.#onResize = onResize;
  }

  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  /** The one who looked last has the size that fits. */
  watch(channel: Channel, wanted: Size): void {
    if (!this.#watchers.has(channel)) this.#watchers.set(channel, new Watcher(channel, this.#emulator));
    if (this.#resize !== null) clearTimeout(this.#resize);
    this.#resize = setTimeout(() => this.#follow(channel, wanted), RESIZE_MS);
  }

  /** A frozen agent cannot draw itself anew: its screen keeps its size. */
  hold(): void {
    this.#held = true;
  }

  /** It draws again, for the size that was wanted last. */
  release(): void {
    this.#held = false;
    if (this.#wanted !== null) this.#apply(this.#wanted);
    this.#wanted = null;
  }

  unwatch(channel: Channel): void {
    this.#watchers.get(channel)?.stop();
    this.#watchers.delete(channel);
  }

  typed(channel: Channel): void {
    this.#watchers.get(channel)?.typed();
  }

  changed(): void {
    for (const watcher of this.#watchers.values()) watcher.changed();
  }

  stop(): void {
    if (this.#resize !== null) clearTimeout(this.#resize);
  }

  #follow(channel: Channel, wanted: Size): void {
    if (!this.#held) {
      this.#apply(wanted);
      return;
    }
    this.#wanted = wanted;
    // Whoever has another window now shows another part of the screen, and needs all of it for that.
    if (!this.#watchers.has(channel)) return;
    this.unwatch(channel);
    this.#watchers.set(channel, new Watcher(channel, this.#emulator));
  }

  #apply(wanted: Size): void {
    const size: Size = {
      cols: between(SMALLEST.cols, wanted.cols, LARGEST.cols),
      rows: between(SMALLEST.rows, wanted.rows, LARGEST.rows),
    };
    const { cols, rows } = this.#emulator.terminal;
    if (size.cols === cols && size.rows === rows) return;
    this.#emulator.resize(size);
    this.#onResize(size);
    this.changed();
  }
}
