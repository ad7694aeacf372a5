import type { Terminal } from '@xterm/headless';
import { packCells } from '../wire/cells.ts';
import type { Channel } from '../wire/channel.ts';
import type { Emulator } from './emulator.ts';
import { ScreenCells } from './screen-cells.ts';

const FRAME_MS = 1000 / 60;
/** Just after a key the person waits for its echo. */
const URGENT_FOR_MS = 40;
const URGENT_FRAME_MS = 1;
/** A program that opens a frame and never closes it must not freeze the picture. */
const HOLD_MS = 200;

/** A timer takes a millisecond at least: what is due now is done once what came in is read. */
const after = (ms: number, run: () => void): (() => void) => {
  if (ms <= 0) {
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  }
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Sends one console the screen as it changes: at most 60 frames a second, none while it is slow. */
export class Watcher {
  readonly #channel: Channel;
  readonly #emulator: Emulator;
  readonly #terminal: Terminal;
  readonly #cells: ScreenCells;
  #callOff: (() => void) | null = null;
  #due = Number.POSITIVE_INFINITY;
  #sentAt = Number.NEGATIVE_INFINITY;
  #typedAt = Number.NEGATIVE_INFINITY;
  #heldSince: number | null = null;
  #blocked = false;
  #dirty = false;

  constructor(channel: Channel, emulator: Emulator) {
    this.#channel = channel;
    this.#emulator = emulator;
    this.#terminal = emulator.terminal;
    this.#cells = new ScreenCells(this.#terminal);
    channel.onDrain(() => {
      this.#blocked = false;
      if (this.#dirty) this.changed();
    });
    this.changed();
  }

  /** Something on the screen may have changed. */
  changed(): void {
    this.#dirty = true;
    if (this.#blocked) return;
    const now = performance.now();
    const gap = now - this.#typedAt < URGENT_FOR_MS ? URGENT_FRAME_MS : FRAME_MS;
    const due = Math.max(now, this.#sentAt + gap);
    // A frame already under way is only replaced by an earlier one.
    if (this.#callOff !== null && this.#due <= due) return;
    this.#callOff?.();
    this.#due = due;
    this.#callOff = after(due - now, () => this.#send());
  }

  typed(): void {
    this.#typedAt = performance.now();
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#blocked = true;
  }

  #send(): void {
    this.#callOff = null;
    if (this.#hold()) {
      this.changed();
      return;
    }
    this.#dirty = false;
    this.#sentAt = performance.now();
    const update = this.#cells.update(this.#emulator.picture);
    if (update !== null) this.#blocked = !this.#channel.sendCells(packCells(update));
  }

  #hold(): boolean {
    if (!this.#terminal.modes.synchronizedOutputMode) {
      this.#heldSince = null;
      return false;
    }
    const now = performance.now();
    this.#heldSince ??= now;
    this.#sentAt = now;
    return now - this.#heldSince < HOLD_MS;
  }
}
