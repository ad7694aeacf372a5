export interface Palette {
  readonly background: string;
  readonly foreground: string;
  readonly cursor: string;
  readonly colors: readonly string[];
}

const dark: Palette = {
  background: '#16181d',
  foreground: '#d5d9e0',
  cursor: '#d5d9e0',
  colors: [
    ...['#2a2e37', '#e06c75', '#8cc570', '#e0b46a', '#62a8ea', '#c488dd', '#56b6c2', '#b8bdc7'],
    ...['#646b7a', '#f08790', '#a8dc8e', '#f2cd8b', '#86c1f7', '#d9a5ee', '#7bd0da', '#ffffff'],
  ],
};

const light: Palette = {
  background: '#fbfbf9',
  foreground: '#2d3139',
  cursor: '#2d3139',
  colors: [
    ...['#2d3139', '#c0392f', '#3d7f22', '#96690a', '#2064b4', '#8a3bb0', '#14737f', '#c9ccd2'],
    ...['#80858f', '#d9534a', '#4f9a30', '#b58117', '#3a80d2', '#a556cb', '#2390a0', '#ffffff'],
  ],
};

export const palettes: Readonly<Record<string, Palette>> = { dark, light };

const hex = (value: number): string => value.toString(16).padStart(2, '0');
const STEPS = [0, 95, 135, 175, 215, 255];

/** The 256-colour palette: the terminal's 16, a 6×6×6 cube, 24 greys. */
export const indexed = (palette: Palette, index: number): string => {
  if (index < 16) return palette.colors[index] ?? palette.foreground;
  if (index >= 232) return `#${hex(8 + (index - 232) * 10).repeat(3)}`;
  const cube = index - 16;
  const parts = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return `#${parts.map((part) => hex(STEPS[part] ?? 0)).join('')}`;
};

/** A colour part of the way to another: how a terminal shows dim text. */
export const mixed = (from: string, to: string, share: number): string => {
  const part = (color: string, at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
  const mix = (at: number): string => hex(Math.round(part(from, at) * (1 - share) + part(to, at) * share));
  return `#${mix(1)}${mix(3)}${mix(5)}`;
};
