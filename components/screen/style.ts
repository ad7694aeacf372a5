import { BOLD, DIM, INVERSE, ITALIC, PALETTE_16, PALETTE_256, TRUECOLOR, UNDERLINE } from './cells.ts';
import type { CellColor, CellStyle } from './contract.ts';
import { Pen } from './pen.ts';

const colorBits = (color: CellColor | undefined): number => {
  if (color === null || color === undefined) return 0;
  if (typeof color === 'number') return (color < 16 ? PALETTE_16 : PALETTE_256) | (color & 255);
  const rgb = Number.parseInt(color.slice(1), 16);
  return Number.isNaN(rgb) ? 0 : TRUECOLOR | (rgb & 0xffffff);
};

const when = (on: boolean | undefined, bit: number): number => (on === true ? bit : 0);

/** A style as a pen writes it. */
export const penOf = (style: CellStyle): Pen => {
  const pen = new Pen();
  pen.foreground =
    (colorBits(style.foreground) |
      when(style.bold, BOLD) |
      when(style.underline, UNDERLINE) |
      when(style.inverse, INVERSE)) >>>
    0;
  pen.background = (colorBits(style.background) | when(style.dim, DIM) | when(style.italic, ITALIC)) >>> 0;
  return pen;
};
