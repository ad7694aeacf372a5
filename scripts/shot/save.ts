import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Palette } from './palette.ts';
import { svgOf } from './svg.ts';
import type { LiveTerminal } from './terminal.ts';

const converters = (svg: string, png: string): readonly (readonly string[])[] => [
  ['rsvg-convert', '-o', png, svg],
  ['chromium', '--headless', '--disable-gpu', `--screenshot=${png}`, svg],
  ['convert', svg, png],
];

const savePng = (svg: string, file: string): void => {
  const between = `${file}.svg`;
  writeFileSync(between, svg);
  const done = converters(between, file).some(
    ([program = '', ...args]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0,
  );
  if (!done) throw new Error(`no rsvg-convert, chromium or convert here; the picture is in ${between}`);
  rmSync(between);
};

/** Writes what is on screen as the file's ending says: .svg, .png, or .txt. */
export const save = (terminal: LiveTerminal, file: string, palette: Palette): void => {
  const kind = extname(file);
  if (kind === '.txt') writeFileSync(file, `${terminal.text}\n`);
  else if (kind === '.png') savePng(svgOf(terminal.emulator, palette), file);
  else writeFileSync(file, svgOf(terminal.emulator, palette));
};
