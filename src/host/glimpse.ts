import type { Terminal } from '@xterm/headless';
import { internalsOf } from './internals.ts';
import { openTerminal, printsPlainly } from './terminal.ts';
import { WholeCharacters } from './utf8.ts';

/** The end of plain output: its last lines, more than a screen holds, and the colours that were set before them. */
export interface Tail {
  readonly colors: string;
  readonly lines: Uint8Array;
}

/**
 * What a terminal's screen will show once it has taken in a flood of lines, made of the last of them alone.
 * Of the others a person sees nothing, unless they look back; then the terminal itself takes them in.
 */
export class Glimpse {
  #screen: Terminal | null = null;

  /** Null: this terminal has to take it all in itself. */
  of(terminal: Terminal, { colors, lines }: Tail): Terminal | null {
    if (!printsPlainly(terminal)) return null;
    const screen = this.#sizedAs(terminal);
    const { _inputHandler } = internalsOf(screen);
    try {
      _inputHandler.parse(Buffer.from('\x1b[m\x1b[H\x1b[2J'));
      _inputHandler._curAttrData = internalsOf(terminal)._inputHandler._curAttrData.clone();
      _inputHandler.parse(Buffer.from(colors));
      _inputHandler.parse(new WholeCharacters().take(lines));
      return screen;
    } catch {
      this.#screen = null;
      return null;
    }
  }

  #sizedAs({ cols, rows }: Terminal): Terminal {
    const fits = this.#screen?.cols === cols && this.#screen.rows === rows;
    const screen = fits && this.#screen !== null ? this.#screen : openTerminal({ cols, rows }, 0);
    this.#screen = screen;
    return screen;
  }
}
