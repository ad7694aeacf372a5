import type { WriteStream } from 'node:tty';
import { drawBanner, drawEntry, drawPanel } from './draw.ts';
import { type Line, painted } from './lines.ts';
import type { Entry, Scene, Size } from './scene.ts';

/** The log grows into the scrollback; below it stands a panel that is redrawn in place. */
export interface Screen {
  readonly scene: () => Scene;
  /** Changes what the panel shows; drawn at once. */
  readonly change: (part: Partial<Scene>) => void;
  readonly print: (...entries: readonly Entry[]) => void;
  /** Hands the terminal to raw output; the panel comes back when it is done. */
  readonly aside: (text: string) => void;
  /** Writes a sequence that shows nothing. */
  readonly signal: (sequence: string) => void;
  readonly close: (...last: readonly Entry[]) => void;
}

const SPIN_MS = 120;
const KEPT = 2000;
const SYNC_ON = '\x1b[?2026h';
const SYNC_OFF = '\x1b[?2026l';
const HIDE = '\x1b[?25l';
const SHOW = '\x1b[?25h';

const up = (rows: number): string => (rows > 0 ? `\x1b[${rows}A` : '');
const down = (rows: number): string => (rows > 0 ? `\x1b[${rows}B` : '');

/** Only the rows that differ, written in place; the cursor rests at the end of the last. */
const patch = (before: readonly string[], after: readonly string[]): string => {
  const last = after.length - 1;
  return after
    .map((row, i) => (row === before[i] ? '' : `${up(last - i)}\r${row}\x1b[K${down(last - i)}`))
    .join('');
};

export const openScreen = (output: WriteStream, color: boolean, first: Scene, now: () => number): Screen => {
  let scene = first;
  let log: Entry[] = [];
  let panel: readonly string[] = [];

  const size = (): Size => {
    // A pty that was never told its size says 0 × 0. The last column stays free: a full row would wrap.
    return { cols: Math.max(10, (output.columns || 80) - 1), rows: Math.max(2, output.rows || 24) };
  };
  const paint = (lines: readonly Line[]): readonly string[] => lines.map((line) => painted(line, color));
  const fresh = (): readonly string[] => paint(drawPanel(scene, size(), now()));
  const entryRows = (entries: readonly Entry[]): string =>
    paint(entries.flatMap((entry) => drawEntry(entry, size().cols)))
      .map((row) => `${row}\r\n`)
      .join('');
  const write = (text: string): void => {
    if (text !== '') output.write(`${SYNC_ON}${text}${SYNC_OFF}`);
  };
  const erase = (): string => (panel.length === 0 ? '' : `\r${up(panel.length - 1)}\x1b[J`);
  const place = (above: string): void => {
    const next = fresh();
    write(`${erase()}${above}${next.join('\r\n')}`);
    panel = next;
  };
  const refresh = (): void => {
    const next = fresh();
    write(next.length === panel.length ? patch(panel, next) : `${erase()}${next.join('\r\n')}`);
    panel = next;
  };
  const repaint = (): void => {
    panel = [];
    const banner = paint(drawBanner(scene, size().cols)).map((row) => `${row}\r\n`);
    place(`\x1b[2J\x1b[3J\x1b[H${HIDE}${banner.join('')}${entryRows(log)}`);
  };

  const spinner = setInterval(refresh, SPIN_MS);
  output.on('resize', repaint);
  process.on('SIGCONT', repaint);
  repaint();
  return {
    scene: () => scene,
    change: (part) => {
      scene = { ...scene, ...part };
      refresh();
    },
    print: (...entries) => {
      log = [...log, ...entries].slice(-KEPT);
      place(entryRows(entries));
    },
    aside: (text) => {
      write(erase());
      panel = [];
      output.write(text);
      place('');
    },
    signal: (sequence) => output.write(sequence),
    close: (...last) => {
      clearInterval(spinner);
      output.off('resize', repaint);
      process.off('SIGCONT', repaint);
      write(`${erase()}${entryRows(last)}${SHOW}`);
    },
  };
};
