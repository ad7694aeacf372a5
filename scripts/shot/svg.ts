import type { IBufferCell, Terminal } from '@xterm/headless';
import { drawn } from './boxes.ts';
import { indexed, mixed, type Palette } from './palette.ts';

const WIDTH = 9;
const HEIGHT = 19;
/** The advance of most monospaced fonts is 0.6 of their size. */
const FONT_SIZE = 14.95;
const BASELINE = 14;
const MARGIN = 12;

const hex = (value: number): string => `#${value.toString(16).padStart(6, '0')}`;

interface Colors {
  readonly text: string;
  readonly back: string;
}

const colorsOf = (cell: IBufferCell, palette: Palette): Colors => {
  const pick = (isRgb: boolean, isPalette: boolean, value: number, fallback: string): string => {
    if (isRgb) return hex(value);
    return isPalette ? indexed(palette, value) : fallback;
  };
  const text = pick(cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor(), palette.foreground);
  const back = pick(cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor(), palette.background);
  const shown = cell.isInverse() ? { text: back, back: text } : { text, back };
  return cell.isDim() ? { ...shown, text: mixed(shown.text, shown.back, 0.45) } : shown;
};

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

const styleOf = (cell: IBufferCell): string => {
  const lines = [cell.isUnderline() ? 'underline' : '', cell.isStrikethrough() ? 'line-through' : ''];
  const decoration = lines.filter((line) => line !== '').join(' ');
  return [
    cell.isBold() ? ' font-weight="bold"' : '',
    cell.isItalic() ? ' font-style="italic"' : '',
    decoration === '' ? '' : ` text-decoration="${decoration}"`,
  ].join('');
};

/** Text that looks one way and stands in neighbouring cells. */
interface Glyphs {
  readonly x: number;
  readonly y: number;
  readonly look: string;
  readonly text: string;
  /** As a word of plain letters, which may grow by its neighbour. */
  readonly isWord: boolean;
}

interface Painted {
  readonly back: string;
  readonly shape: string;
  readonly glyphs: Glyphs | null;
}

const isNext = (word: Glyphs, next: Glyphs): boolean =>
  word.isWord &&
  next.isWord &&
  word.y === next.y &&
  word.look === next.look &&
  word.x + word.text.length * WIDTH === next.x;

/** One element a word, not a cell: a picture of a third the size. */
const words = (all: readonly Glyphs[]): readonly Glyphs[] => {
  const joined: Glyphs[] = [];
  for (const glyphs of all) {
    const last = joined.at(-1);
    if (last !== undefined && isNext(last, glyphs))
      joined[joined.length - 1] = { ...last, text: last.text + glyphs.text };
    else joined.push(glyphs);
  }
  return joined;
};

const written = ({ x, y, look, text }: Glyphs): string => {
  // Whatever font there is, a word ends where its last cell ends.
  const length = text.length > 1 ? ` textLength="${text.length * WIDTH}"` : '';
  return `<text x="${x}" y="${y}"${length} ${look}>${escaped(text)}</text>`;
};

const paintCell = (cell: IBufferCell, col: number, row: number, palette: Palette): Painted => {
  const { text, back } = colorsOf(cell, palette);
  const place = {
    x: MARGIN + col * WIDTH,
    y: MARGIN + row * HEIGHT,
    width: WIDTH * cell.getWidth(),
    height: HEIGHT,
  };
  const box = `x="${place.x}" y="${place.y}" width="${place.width}" height="${HEIGHT}"`;
  const behind = back === palette.background ? '' : `<rect ${box} fill="${back}"/>`;
  const chars = cell.getChars();
  if (cell.isInvisible() || (chars.trim() === '' && cell.isUnderline() === 0))
    return { back: behind, shape: '', glyphs: null };
  const shape = chars.length === 1 ? drawn(chars.charCodeAt(0), place, text) : null;
  if (shape !== null) return { back: behind, shape, glyphs: null };
  const look = `fill="${text}"${styleOf(cell)}`;
  const isWord = /^[!-~]$/.test(chars);
  const glyphs = { x: place.x, y: place.y + BASELINE, look, text: chars || ' ', isWord };
  return { back: behind, shape: '', glyphs };
};

const paintCursor = (terminal: Terminal, palette: Palette): string => {
  // Whether it is hidden is not part of the emulator's typed surface.
  const inside = terminal as unknown as { _core: { coreService: { isCursorHidden: boolean } } };
  if (inside._core.coreService.isCursorHidden) return '';
  const { cursorX, cursorY } = terminal.buffer.active;
  const at = `x="${MARGIN + cursorX * WIDTH}" y="${MARGIN + cursorY * HEIGHT}"`;
  return `<rect ${at} width="${WIDTH}" height="${HEIGHT}" fill="${palette.cursor}" fill-opacity="0.55"/>`;
};

/** What a terminal shows, as a picture. */
export const svgOf = (terminal: Terminal, palette: Palette): string => {
  const painted: Painted[] = [];
  const { active } = terminal.buffer;
  for (let row = 0; row < terminal.rows; row += 1)
    for (let col = 0; col < terminal.cols; col += 1) {
      const cell = active.getLine(active.viewportY + row)?.getCell(col);
      if (cell !== undefined && cell.getWidth() > 0) painted.push(paintCell(cell, col, row, palette));
    }
  const width = terminal.cols * WIDTH + MARGIN * 2;
  const height = terminal.rows * HEIGHT + MARGIN * 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${FONT_SIZE}" xml:space="preserve">`,
    `<rect width="100%" height="100%" rx="8" fill="${palette.background}"/>\n`,
    ...painted.map(({ back }) => back),
    ...painted.map(({ shape }) => shape),
    ...words(painted.flatMap(({ glyphs }) => glyphs ?? [])).map(written),
    paintCursor(terminal, palette),
    '</svg>\n',
  ].join('');
};
