import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../domain/errors.ts';
import { type CastEvent, markedSession, readEvent, readHeader } from '../host/cast.ts';
import { Emulator } from '../host/emulator.ts';
import { findIn, historyOf } from '../host/history.ts';
import { ScreenCells } from '../host/screen-cells.ts';
import { packCells } from '../wire/cells.ts';
import { type Found, type History, unpackHistory } from '../wire/history.ts';

const SCROLLBACK = 10_000;
const FIRST = { cols: 80, rows: 24 };

interface Timed {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly event: CastEvent;
}

/** What one session of a task put out, with the time of each piece. */
export const recordedOf = (file: string, session: string): readonly Timed[] => {
  let began = 0;
  let current = '';
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const header = readHeader(line);
      if (header !== null) began = header.timestamp * 1000;
      const event = header === null ? readEvent(line) : null;
      if (event === null) return [];
      current = markedSession(event) ?? current;
      return current === session ? [{ at: began + event[0] * 1000, event }] : [];
    });
};

/** A past session's screen at any moment, as a pane is fed by a living one. */
export class RecordedSession {
  readonly #events: readonly Timed[];
  readonly #onCells: (cells: Uint8Array) => void;
  #emulator = new Emulator(FIRST, SCROLLBACK);
  #cells = new ScreenCells(this.#emulator.terminal);
  #played = 0;
  #at: number;

  constructor(events: readonly Timed[], at: number, onCells: (cells: Uint8Array) => void) {
    this.#events = events;
    this.#onCells = onCells;
    this.#at = at;
  }

  /** The screen as it was then; going back plays the recording anew. */
  show(at: number): void {
    if (at < this.#at) {
      this.#emulator = new Emulator(FIRST, SCROLLBACK);
      this.#cells = new ScreenCells(this.#emulator.terminal);
      this.#played = 0;
    }
    this.#at = at;
    for (
      let next = this.#events[this.#played];
      next !== undefined && next.at <= at;
      next = this.#events[this.#played]
    ) {
      this.#play(next.event);
      this.#played += 1;
    }
    const update = this.#cells.update();
    if (update !== null) this.#onCells(packCells(update));
  }

  #play([, kind, data]: CastEvent): void {
    if (kind === 'o') this.#emulator.feed(Buffer.from(data));
    if (kind !== 'r') return;
    const [cols = FIRST.cols, rows = FIRST.rows] = data.split('x').map(Number);
    this.#emulator.resize({ cols: Math.max(2, cols), rows: Math.max(1, rows) });
  }

  /** It has the size it had: a pane of another shape shows what fits. */
  watch(): void {
    this.#cells = new ScreenCells(this.#emulator.terminal);
    this.show(this.#at);
  }

  unwatch(): void {}

  /** What is past hears nobody. */
  input(): void {}

  history(top: number, rows: number): Promise<Result<History>> {
    const history = unpackHistory(historyOf(this.#emulator.terminal, top, rows));
    return Promise.resolve(
      history === null ? fail('host.absent', 'the recording has no lines') : ok(history),
    );
  }

  find(text: string): Promise<Result<readonly Found[]>> {
    return Promise.resolve(ok(findIn(this.#emulator.terminal, text)));
  }

  close(): void {}
}
