import graphemes from '@xterm/addon-unicode-graphemes';
import headless, { type Terminal } from '@xterm/headless';
import { clamp, hearOsc, trimCluster } from './clamps.ts';
import { internalsOf } from './internals.ts';
import { WholeCharacters } from './utf8.ts';

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

const TITLE_CODES = [0, 2];

/** What the agent's terminal shows. It hears nothing but bytes and says nothing but its replies. */
export class Emulator {
  readonly terminal: Terminal;
  readonly #characters = new WholeCharacters();
  #onTrip: (error: unknown) => void = () => {};

  constructor(size: Size, scrollback: number) {
    this.terminal = new headless.Terminal({
      cols: size.cols,
      rows: size.rows,
      scrollback,
      allowProposedApi: true,
      logLevel: 'off',
    });
    // Without it emoji are one cell wide, and every line after one is off by one.
    this.terminal.loadAddon(new graphemes.UnicodeGraphemesAddon());
    clamp(this.terminal);
  }

  /** Done when it returns, so that the pty can never run ahead of the screen. */
  feed(bytes: Uint8Array): void {
    try {
      internalsOf(this.terminal)._inputHandler.parse(this.#characters.take(bytes));
      trimCluster(this.terminal);
    } catch (error) {
      // Its lines may be out of joint now: an empty screen is better than no host.
      internalsOf(this.terminal)._inputHandler._parser.reset();
      this.terminal.reset();
      this.#onTrip(error);
    }
  }

  resize({ cols, rows }: Size): void {
    this.terminal.resize(cols, rows);
  }

  /** Told when output was more than the emulator can take; its screen begins anew. */
  onTrip(listener: (error: unknown) => void): void {
    this.#onTrip = listener;
  }

  /** Answers to the program's questions about its terminal: for this program's input only. */
  onReply(listener: (text: string) => void): void {
    this.terminal.onData(listener);
  }

  onTitle(listener: (title: string) => void): void {
    for (const code of TITLE_CODES) hearOsc(this.terminal, code, listener);
  }

  onOsc(code: number, listener: (data: string) => void): void {
    hearOsc(this.terminal, code, listener);
  }
}
