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
    internalsOf(this.terminal)._writeBuffer.writeSync(this.#characters.take(bytes));
    trimCluster(this.terminal);
  }

  resize({ cols, rows }: Size): void {
    this.terminal.resize(cols, rows);
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
