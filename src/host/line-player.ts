import { markedSession, readEvent, readHeader } from './cast.ts';
import { Emulator } from './emulator.ts';
import { plainLine } from './text.ts';

const SCROLLBACK = 10_000;

/**
 * Plays a recording onto a screen and prints each line once, as soon as the cursor
 * has left it behind. A full-screen program's last picture is printed at its end.
 */
export class LinePlayer {
  readonly #print: (line: string) => void;
  #emulator = new Emulator({ cols: 80, rows: 24 }, SCROLLBACK);
  /** Lines of this session printed so far. */
  #printed = 0;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  play(line: string): void {
    const event = readHeader(line) === null ? readEvent(line) : null;
    if (event === null) return;
    const [, kind, data] = event;
    if (markedSession(event) !== null) this.#anew();
    if (kind === 'r') {
      const [cols = 80, rows = 24] = data.split('x').map(Number);
      this.#emulator.resize({ cols: Math.max(2, cols), rows: Math.max(1, rows) });
    }
    if (kind === 'o') this.#emulator.feed(Buffer.from(data));
  }

  /** Prints what has come to rest: everything above the cursor. */
  rest(): void {
    const buffer = this.#emulator.terminal.buffer;
    if (buffer.active.type === 'alternate') return;
    this.#printTo(buffer.normal.baseY + buffer.normal.cursorY);
  }

  /** Prints the rest of the screen. */
  finish(): void {
    const { active, normal } = this.#emulator.terminal.buffer;
    if (active.type === 'alternate') {
      for (let y = 0; y < this.#emulator.terminal.rows; y += 1) this.#print(plainLine(active.getLine(y)));
      return;
    }
    let end = normal.length;
    while (end > this.#printed && plainLine(normal.getLine(end - 1)) === '') end -= 1;
    this.#printTo(end);
  }

  #anew(): void {
    this.finish();
    this.#emulator = new Emulator({ cols: 80, rows: 24 }, SCROLLBACK);
    this.#printed = 0;
  }

  #printTo(end: number): void {
    const { normal } = this.#emulator.terminal.buffer;
    for (; this.#printed < end; this.#printed += 1) this.#print(plainLine(normal.getLine(this.#printed)));
  }
}
