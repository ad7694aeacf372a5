import type { InputEvent } from '../screen/contract.ts';
import type { Time } from '../screen/frame-clock.ts';
import { Keyboard } from '../screen/keyboard.ts';
import { copyBytes } from '../screen/notice.ts';

export interface SpokenTerminalParts {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly time: Time;
  readonly stop: () => void;
}

const PASTES = '\x1b[?2004h';
const NO_PASTES = '\x1b[?2004l';

/** A terminal of which only the keyboard is taken over: what is written stays where it is, line after line. */
export class SpokenTerminal {
  readonly #parts: SpokenTerminalParts;
  readonly #keyboard: Keyboard;
  #isOpen = false;

  constructor(parts: SpokenTerminalParts) {
    this.#parts = parts;
    this.#keyboard = new Keyboard(parts.time);
    parts.input.on('data', this.#onData);
    this.resume();
  }

  get size(): { readonly columns: number; readonly rows: number } {
    const { columns, rows } = this.#parts.output;
    return { columns: columns > 0 ? columns : 80, rows: rows > 0 ? rows : 24 };
  }

  onInput(listener: (event: InputEvent) => void): () => void {
    return this.#keyboard.onInput(listener);
  }

  passthrough(sink: ((raw: string) => void) | null): void {
    this.#keyboard.passthrough(sink);
  }

  /** For a key of the person's alone, onto their clipboard. */
  copy(text: string): void {
    if (this.#isOpen) this.#parts.output.write(copyBytes(text));
  }

  suspend(): void {
    if (!this.#isOpen) return;
    this.#giveBack();
    this.#parts.stop();
  }

  resume(): void {
    this.#isOpen = true;
    this.#setRaw(true);
    this.#parts.output.write(PASTES);
    this.#parts.input.resume();
  }

  close(): void {
    this.#parts.input.off('data', this.#onData);
    this.#keyboard.forget();
    if (this.#isOpen) this.#giveBack();
    this.#parts.input.pause();
  }

  readonly #onData = (bytes: Uint8Array): void => this.#keyboard.came(bytes);

  #giveBack(): void {
    this.#isOpen = false;
    try {
      this.#parts.output.write(NO_PASTES);
    } catch {
      // The terminal is gone, and with it what was to be taken back.
    }
    this.#setRaw(false);
  }

  #setRaw(raw: boolean): void {
    try {
      this.#parts.input.setRawMode?.(raw);
    } catch {
      // The terminal is gone: its end is on the way.
    }
  }
}
