import type { IBufferCell, Terminal } from '@xterm/headless';
import type { FrameSink } from '../../../components/screen/compositor.ts';
import type { Time } from '../../../components/screen/frame-clock.ts';
import { Emulator } from '../../../src/host/emulator.ts';

/** One cell as an eye sees it. */
export interface Seen {
  readonly chars: string;
  readonly width: number;
  readonly look: string;
}

export const BLANK: Seen = { chars: ' ', width: 1, look: '' };
const SCROLLBACK = 50;

const lookOf = (cell: IBufferCell): string => {
  const colors = [
    cell.isFgDefault() ? '' : `fg${cell.isFgRGB() ? '#' : ''}${cell.getFgColor()}`,
    cell.isBgDefault() ? '' : `bg${cell.isBgRGB() ? '#' : ''}${cell.getBgColor()}`,
  ];
  const flags = {
    bold: cell.isBold(),
    dim: cell.isDim(),
    italic: cell.isItalic(),
    underline: cell.isUnderline(),
    blink: cell.isBlink(),
    inverse: cell.isInverse(),
    invisible: cell.isInvisible(),
    strike: cell.isStrikethrough(),
    overline: cell.isOverline(),
  };
  const on = Object.entries(flags).flatMap(([name, value]) => (value ? [name] : []));
  return [...colors.filter((color) => color !== ''), ...on].join(' ');
};

/** The emulator a host has, fed at once. */
export class Eye {
  readonly #emulator: Emulator;

  constructor(cols: number, rows: number) {
    this.#emulator = new Emulator({ cols, rows }, SCROLLBACK);
  }

  get terminal(): Terminal {
    return this.#emulator.terminal;
  }

  feed(text: string): void {
    this.#emulator.feed(Buffer.from(text));
  }

  at(x: number, y: number): Seen {
    const { active } = this.terminal.buffer;
    const cell = active.getLine(active.baseY + y)?.getCell(x);
    if (cell === undefined) return BLANK;
    return {
      chars: cell.getChars() || (cell.getWidth() === 0 ? '' : ' '),
      width: cell.getWidth(),
      look: lookOf(cell),
    };
  }

  row(y: number): Seen[] {
    return Array.from({ length: this.terminal.cols }, (_, x) => this.at(x, y));
  }

  get lines(): string[] {
    return Array.from({ length: this.terminal.rows }, (_, y) =>
      this.row(y)
        .map(({ chars }) => chars)
        .join('')
        .trimEnd(),
    );
  }
}

/** A terminal that takes frames: into an emulator, and kept as they came. */
export class Tty implements FrameSink {
  readonly eye: Eye;
  readonly frames: string[] = [];
  takes = true;
  #drained: () => void = () => {};

  constructor(cols: number, rows: number) {
    this.eye = new Eye(cols, rows);
  }

  write(text: string): boolean {
    this.frames.push(text);
    this.eye.feed(text);
    return this.takes;
  }

  onDrain(listener: () => void): void {
    this.#drained = listener;
  }

  drain(): void {
    this.takes = true;
    this.#drained();
  }
}

/** Time that passes when a test says so. */
export class HandTime implements Time {
  #at = 0;
  #due: { at: number; run: () => void }[] = [];
  readonly now = (): number => this.#at;

  readonly after = (ms: number, run: () => void): (() => void) => {
    const one = { at: this.#at + ms, run };
    this.#due.push(one);
    return () => {
      this.#due = this.#due.filter((other) => other !== one);
    };
  };

  pass(ms: number): void {
    const until = this.#at + ms;
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter((other) => other !== next);
      this.#at = Math.max(this.#at, next.at);
      next.run();
    }
    this.#at = until;
  }
}
