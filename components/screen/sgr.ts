import {
  BLINK,
  BOLD,
  COLOR_BITS,
  COLOR_MODE,
  DIM,
  INVERSE,
  INVISIBLE,
  ITALIC,
  OVERLINE,
  STRIKETHROUGH,
  TRUECOLOR,
  UNDERLINE,
} from './cells.ts';
import { type ColorDepth, downgraded } from './colors.ts';

const FOREGROUND_FLAGS: readonly (readonly [number, string])[] = [
  [BOLD, ';1'],
  [UNDERLINE, ';4'],
  [BLINK, ';5'],
  [INVERSE, ';7'],
  [INVISIBLE, ';8'],
  [STRIKETHROUGH, ';9'],
];

const BACKGROUND_FLAGS: readonly (readonly [number, string])[] = [
  [DIM, ';2'],
  [ITALIC, ';3'],
  [OVERLINE, ';53'],
];

const flags = (bits: number, names: readonly (readonly [number, string])[]): string =>
  names.reduce((text, [bit, name]) => ((bits & bit) === 0 ? text : text + name), '');

const colorText = (color: number, base: 30 | 40): string => {
  const mode = color & COLOR_MODE;
  if (mode === 0) return `;${base + 9}`;
  if (mode === TRUECOLOR)
    return `;${base + 8};2;${(color >>> 16) & 255};${(color >>> 8) & 255};${color & 255}`;
  const index = color & 255;
  if (index < 8) return `;${base + index}`;
  return index < 16 ? `;${base + 52 + index}` : `;${base + 8};5;${index}`;
};

const MOST_KNOWN = 20_000;

/** Says in SGR how the next cell looks, given how the last one did. */
export class SgrWriter {
  readonly #depth: ColorDepth;
  readonly #known = { 30: new Map<number, string>(), 40: new Map<number, string>() };
  #foreground = 0;
  #background = 0;

  constructor(depth: ColorDepth) {
    this.#depth = depth;
  }

  /** The terminal writes in its default look, as each frame begins and ends. */
  reset(): void {
    this.#foreground = 0;
    this.#background = 0;
  }

  get isPlain(): boolean {
    return this.#foreground === 0 && this.#background === 0;
  }

  isAt(foreground: number, background: number): boolean {
    return foreground === this.#foreground && background === this.#background;
  }

  /** Empty when nothing changes. */
  to(foreground: number, background: number): string {
    if (this.isAt(foreground, background)) return '';
    const sameFlags =
      (foreground & ~COLOR_BITS) === (this.#foreground & ~COLOR_BITS) &&
      (background & ~COLOR_BITS) === (this.#background & ~COLOR_BITS);
    const text = sameFlags ? this.#delta(foreground, background) : this.#whole(foreground, background);
    this.#foreground = foreground;
    this.#background = background;
    return text === '' ? '' : `\x1b[${text}m`;
  }

  #delta(foreground: number, background: number): string {
    const front = (foreground & COLOR_BITS) === (this.#foreground & COLOR_BITS);
    const back = (background & COLOR_BITS) === (this.#background & COLOR_BITS);
    const text = (front ? '' : this.#color(foreground, 30)) + (back ? '' : this.#color(background, 40));
    return text.slice(1);
  }

  #whole(foreground: number, background: number): string {
    const front = (foreground & COLOR_BITS) === 0 ? '' : this.#color(foreground, 30);
    const back = (background & COLOR_BITS) === 0 ? '' : this.#color(background, 40);
    return `0${flags(foreground, FOREGROUND_FLAGS)}${flags(background, BACKGROUND_FLAGS)}${front}${back}`;
  }

  #color(bits: number, base: 30 | 40): string {
    if (this.#depth === 'none') return '';
    const color = bits & COLOR_BITS;
    const known = this.#known[base];
    const text = known.get(color) ?? colorText(downgraded(color, this.#depth), base);
    if (known.size > MOST_KNOWN) known.clear();
    known.set(color, text);
    return text;
  }
}
