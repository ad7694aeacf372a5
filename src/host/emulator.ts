import type { Terminal } from '@xterm/headless';
import { Backlog } from './backlog.ts';
import { hearOsc, trimCluster } from './clamps.ts';
import { Glimpse } from './glimpse.ts';
import { internalsOf } from './internals.ts';
import { openTerminal, type Size } from './terminal.ts';
import { WholeCharacters } from './utf8.ts';

const TITLE_CODES = [0, 2];
const GROUND = 0;
/** As long as a read of a terminal. */
const PIECE_BYTES = 4096;

/** What the agent's terminal shows. It hears nothing but bytes and says nothing but its replies. */
export class Emulator {
  readonly #terminal: Terminal;
  readonly #scrollback: number;
  readonly #backlog = new Backlog();
  readonly #glimpse = new Glimpse();
  readonly #characters = new WholeCharacters();
  #onTrip: (error: unknown) => void = () => {};

  constructor(size: Size, scrollback: number) {
    this.#scrollback = scrollback;
    this.#terminal = openTerminal(size, scrollback);
  }

  /** Whoever looks finds everything that was fed. */
  get terminal(): Terminal {
    this.#catchUp();
    return this.#terminal;
  }

  /**
   * A terminal whose screen, and nothing more of it, shows everything that was fed. In a flood it takes in the
   * last lines only: whoever watches sees every frame, and what is between them nobody sees.
   */
  get picture(): Terminal {
    const tail = this.#backlog.isWorthSkipping ? this.#backlog.tail(2 * this.#terminal.rows) : null;
    return (tail === null ? null : this.#glimpse.of(this.#terminal, tail)) ?? this.terminal;
  }

  /** Done when it returns, so that the pty can never run ahead of the screen. */
  feed(bytes: Uint8Array): void {
    this.#catchUp();
    this.#play(bytes);
  }

  /** The same for who looks later: lines wait until then, all that is more than lines is done. */
  feedUnseen(bytes: Uint8Array): void {
    if (this.#backlog.isEmpty && !this.#mayWait()) this.#play(bytes);
    else if (!this.#backlog.add(bytes)) this.#catchUp();
    else if (this.#backlog.isFull) {
      this.#shorten();
      // Its lines are so long that dropping some won too little.
      if (this.#backlog.isFull) this.#catchUp();
    }
  }

  resize({ cols, rows }: Size): void {
    this.#catchUp();
    this.#terminal.resize(cols, rows);
  }

  /** Told when output was more than the emulator can take; its screen begins anew. */
  onTrip(listener: (error: unknown) => void): void {
    this.#onTrip = listener;
  }

  /** Answers to the program's questions about its terminal: for this program's input only. */
  onReply(listener: (text: string) => void): void {
    this.#terminal.onData(listener);
  }

  onTitle(listener: (title: string) => void): void {
    for (const code of TITLE_CODES) hearOsc(this.#terminal, code, listener);
  }

  onOsc(code: number, listener: (data: string) => void): void {
    hearOsc(this.#terminal, code, listener);
  }

  /** Only on an ordinary screen do lines leave at the top, for the scrollback, and never come back. */
  #mayWait(): boolean {
    const { buffer, _inputHandler } = internalsOf(this.#terminal);
    return (
      _inputHandler._parser.currentState === GROUND &&
      this.#characters.whole &&
      buffer.scrollTop === 0 &&
      buffer.scrollBottom === this.#terminal.rows - 1 &&
      this.#terminal.buffer.active.type === 'normal'
    );
  }

  /** A line more than the scrollback and the screen hold is gone when it is fed. */
  #shorten(): void {
    const left = this.#backlog.shorten(this.#scrollback + 2 * this.#terminal.rows);
    if (left !== null) this.#play(left);
  }

  #catchUp(): void {
    if (this.#backlog.isEmpty) return;
    if (this.#backlog.isLong) this.#shorten();
    this.#play(this.#backlog.take());
  }

  /** In pieces: a cell that swells is trimmed after each. */
  #play(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES)
      this.#playPiece(bytes.subarray(at, at + PIECE_BYTES));
  }

  #playPiece(bytes: Uint8Array): void {
    try {
      internalsOf(this.#terminal)._inputHandler.parse(this.#characters.take(bytes));
      trimCluster(this.#terminal);
    } catch (error) {
      // Its lines may be out of joint now: an empty screen is better than no host.
      internalsOf(this.#terminal)._inputHandler._parser.reset();
      this.#terminal.reset();
      this.#onTrip(error);
    }
  }
}
