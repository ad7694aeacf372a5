import { Compositor } from '../../components/screen/compositor.ts';
import { Emulator } from '../../src/host/emulator.ts';
import { ScreenCells } from '../../src/host/screen-cells.ts';
import { packCells, unpackCells } from '../../src/wire/cells.ts';
import { COLS, ROWS } from './outer.ts';

const FRAMES = 400;
const WARM_UP = 100;

/** A page of coloured words, another one each time. */
const page = (frame: number): string => {
  let text = '\x1b[H';
  for (let row = 0; row < ROWS; row += 1) {
    text += `\x1b[${row + 1}H`;
    for (let word = 0; word < COLS / 8; word += 1)
      text += `\x1b[3${(row + word + frame) % 8}m${((row * 7 + word * 13 + frame * 31) % 9999999).toString(36).padEnd(8)}`;
  }
  return text;
};

const oneLine = (frame: number): string =>
  `\x1b[${(frame % ROWS) + 1}H\x1b[32mline ${frame} of the log, and then some\x1b[0m`;

export interface FrameCost {
  readonly hostMs: number;
  readonly consoleMs: number;
  readonly bytes: number;
}

const cpuMs = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** What one frame of a pane costs, the emulator's own work aside. */
export const paneFrames = (what: 'page' | 'line'): FrameCost => {
  const emulator = new Emulator({ cols: COLS, rows: ROWS }, 1000);
  const cells = new ScreenCells(emulator.terminal);
  let bytes = 0;
  let due: () => void = () => {};
  const compositor = new Compositor({
    out: {
      write: (text) => {
        bytes += Buffer.byteLength(text);
        return true;
      },
      onDrain: () => {},
    },
    columns: COLS,
    rows: ROWS,
    depth: 'truecolor',
    time: {
      now: () => 0,
      after: (_ms, run) => {
        due = run;
        return () => {};
      },
    },
  });
  compositor.placePane('pane', { x: 0, y: 0, width: COLS, height: ROWS });
  let [hostMs, consoleMs] = [0, 0];
  for (let frame = 0; frame < FRAMES + WARM_UP; frame += 1) {
    if (frame === WARM_UP) [hostMs, consoleMs, bytes] = [0, 0, 0];
    emulator.feed(Buffer.from(what === 'page' ? page(frame) : oneLine(frame)));
    let packed = new Uint8Array();
    hostMs += cpuMs(() => {
      const update = cells.update();
      if (update !== null) packed = new Uint8Array(packCells(update));
    });
    consoleMs += cpuMs(() => {
      const update = unpackCells(packed);
      if (update !== null) compositor.paintPane('pane', { full: update.modes.full, ...update });
      due();
    });
  }
  return { hostMs: hostMs / FRAMES, consoleMs: consoleMs / FRAMES, bytes: bytes / FRAMES };
};
