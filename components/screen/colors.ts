import { COLOR_BITS, COLOR_MODE, PALETTE_16, PALETTE_256, TRUECOLOR } from './cells.ts';

/** How many colours the person's terminal has. */
export type ColorDepth = 'none' | '16' | '256' | 'truecolor';

type Rgb = readonly [number, number, number];

const STEPS = [0, 95, 135, 175, 215, 255];

/** What most terminals show for the first 16. */
const BASIC: readonly Rgb[] = [
  [0, 0, 0],
  [205, 49, 49],
  [13, 158, 64],
  [198, 145, 0],
  [36, 114, 200],
  [188, 63, 188],
  [17, 168, 205],
  [204, 204, 204],
  [102, 102, 102],
  [241, 76, 76],
  [35, 209, 139],
  [245, 222, 67],
  [59, 142, 234],
  [214, 112, 214],
  [41, 184, 219],
  [255, 255, 255],
];

const distance = (a: Rgb, b: Rgb): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

const rgbOf = (color: number): Rgb => [(color >>> 16) & 255, (color >>> 8) & 255, color & 255];

const rgbOfIndex = (index: number): Rgb => {
  const basic = BASIC[index];
  if (basic !== undefined) return basic;
  const grey = 8 + (index - 232) * 10;
  if (index >= 232) return [grey, grey, grey];
  const cube = index - 16;
  const step = (at: number): number => STEPS[at] ?? 0;
  return [step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6)];
};

const nearest = (color: Rgb, first: number, last: number): number => {
  let best = first;
  for (let index = first; index <= last; index += 1)
    if (distance(color, rgbOfIndex(index)) < distance(color, rgbOfIndex(best))) best = index;
  return best;
};

/** The nearest colour this terminal has, in the cell's own bits; 0 is the terminal's default. */
export const downgraded = (color: number, depth: ColorDepth): number => {
  const mode = color & COLOR_MODE;
  if (mode === 0 || depth === 'none') return 0;
  if (depth === 'truecolor') return color & COLOR_BITS;
  const index = color & 255;
  if (depth === '256')
    return mode === TRUECOLOR ? PALETTE_256 | nearest(rgbOf(color), 16, 255) : color & COLOR_BITS;
  if (mode !== TRUECOLOR && index < 16) return PALETTE_16 | index;
  return PALETTE_16 | nearest(mode === TRUECOLOR ? rgbOf(color) : rgbOfIndex(index), 0, 15);
};

/** What the environment says of the terminal's colours. */
export const colorDepthOf = (env: Readonly<Record<string, string | undefined>>): ColorDepth => {
  const { NO_COLOR = '', COLORTERM = '', TERM = '' } = env;
  if (NO_COLOR !== '' || TERM === 'dumb') return 'none';
  if (/^(truecolor|24bit)$/i.test(COLORTERM) || /-direct$/.test(TERM)) return 'truecolor';
  return /256color|kitty|alacritty|ghostty|wezterm|foot/.test(TERM) ? '256' : '16';
};
