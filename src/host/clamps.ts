import type { Terminal } from '@xterm/headless';
import { type CsiId, internalsOf, type Params } from './internals.ts';

/** Counted sequences that work as long as the count says: two thousand million tab stops take minutes. */
const COUNTED: readonly CsiId[] = [
  ...['@', 'I', 'L', 'M', 'P', 'S', 'T', 'X', 'Z', 'b'].map((final) => ({ final })),
  ...['@', 'A'].map((final) => ({ intermediates: ' ', final })),
  ...['}', '~'].map((final) => ({ intermediates: "'", final })),
];

/** Operating-system commands the emulator knows; none is of use without a window, and each may hold 10 MB. */
const KNOWN_OSC = [0, 1, 2, 4, 8, 10, 11, 12, 104, 110, 111, 112];

const ERASE_DISPLAY: readonly CsiId[] = [{ final: 'J' }, { prefix: '?', final: 'J' }];

/**
 * Erasing all before the cursor in the last cell of a screen without scrollback
 * makes the emulator throw: it looks at the line below. That is the whole screen,
 * which it can erase.
 */
const eraseAll = (terminal: Terminal, params: Params): boolean => {
  const { x, y, lines } = internalsOf(terminal).buffer;
  const before = params.params[0] === 1;
  if (before && x + 1 >= terminal.cols && lines.get(y + 1) === undefined) params.params[0] = 2;
  return false;
};

/** Takes the ways to hang or swell the emulator away from hostile output. */
export const clamp = (terminal: Terminal): void => {
  const parser = internalsOf(terminal)._inputHandler._parser;
  for (const id of COUNTED)
    parser.registerCsiHandler(id, (params) => {
      const most = Math.max(terminal.cols, terminal.rows);
      for (let at = 0; at < params.length; at += 1)
        params.params[at] = Math.min(params.params[at] ?? 0, most);
      // Not handled here: the emulator goes on with the smaller count.
      return false;
    });
  for (const id of ERASE_DISPLAY) parser.registerCsiHandler(id, (params) => eraseAll(terminal, params));
  for (const code of KNOWN_OSC) parser.clearOscHandler(code);
  parser.clearDcsHandler({ intermediates: '$', final: 'q' });
};

const MOST_CHARACTERS = 64 * 1024;

/** Hears one operating-system command; what is longer than sense is dropped. */
export const hearOsc = (terminal: Terminal, code: number, listener: (data: string) => void): void => {
  let data = '';
  let tooLong = false;
  internalsOf(terminal)._inputHandler._parser.registerOscHandler(code, {
    start: () => {
      data = '';
      tooLong = false;
    },
    put: (codes, start, end) => {
      tooLong ||= data.length + end - start > MOST_CHARACTERS;
      if (tooLong) data = '';
      else for (let at = start; at < end; at += 1) data += String.fromCodePoint(codes[at] ?? 0xfffd);
    },
    end: (success) => {
      if (success && !tooLong) listener(data);
      data = '';
      return true;
    },
  });
};

const LONGEST_CLUSTER = 256;

/** Accents without end all join the cell before the cursor: no script needs so many. */
export const trimCluster = (terminal: Terminal): void => {
  const { buffer } = internalsOf(terminal);
  const line = buffer.lines.get(buffer.ybase + buffer.y);
  if (line === undefined) return;
  for (let col = Math.max(0, buffer.x - 2); col < buffer.x; col += 1) {
    const cluster = line._combined[col];
    if (cluster !== undefined && cluster.length > LONGEST_CLUSTER)
      line._combined[col] = cluster.slice(0, LONGEST_CLUSTER);
  }
};
