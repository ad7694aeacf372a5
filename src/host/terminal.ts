import graphemes from '@xterm/addon-unicode-graphemes';
import headless, { type Terminal } from '@xterm/headless';
import { clamp } from './clamps.ts';
import { internalsOf } from './internals.ts';

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

const TAB = 8;

/** A terminal that no output can hang or swell. */
export const openTerminal = ({ cols, rows }: Size, scrollback: number): Terminal => {
  const terminal = new headless.Terminal({ cols, rows, scrollback, allowProposedApi: true, logLevel: 'off' });
  // Without it emoji are one cell wide, and every line after one is off by one.
  terminal.loadAddon(new graphemes.UnicodeGraphemesAddon());
  clamp(terminal);
  return terminal;
};

/** Whether lines are put on its screen as on that of a terminal nobody has changed, but for colours. */
export const printsPlainly = (terminal: Terminal): boolean => {
  const { insertMode, originMode, reverseWraparoundMode, wraparoundMode } = terminal.modes;
  const { buffer, _charsetService } = internalsOf(terminal);
  if (insertMode || originMode || reverseWraparoundMode || !wraparoundMode) return false;
  if (_charsetService.charset !== undefined || terminal.options.convertEol === true) return false;
  for (let col = 0; col < terminal.cols; col += 1)
    if ((buffer.tabs[col] === true) !== (col % TAB === 0)) return false;
  return true;
};
