import { ascii, drawn, type Glyphs } from './glyphs.ts';
import { dark, light, type Palette, plain, sixteen } from './palette.ts';

export interface Theme {
  readonly palette: Palette;
  readonly glyphs: Glyphs;
}

type Environment = Readonly<Record<string, string | undefined>>;

const set = (value: string | undefined): boolean => value !== undefined && value !== '';

/** COLORFGBG is `foreground;background`; 7 and 9 to 15 are the light ones. */
const backgroundOf = (env: Environment): 'dark' | 'light' | null => {
  const last = Number(env.COLORFGBG?.split(';').at(-1) ?? Number.NaN);
  if (!Number.isInteger(last)) return null;
  return last === 7 || last >= 9 ? 'light' : 'dark';
};

const rich = (env: Environment): boolean =>
  /truecolor|24bit/i.test(env.COLORTERM ?? '') || /256color|direct/i.test(env.TERM ?? '');

const named: Readonly<Record<string, Palette>> = { dark, light, '16': sixteen, none: plain };

/** Its colours hang on the background, and nothing says what that is: the terminal may know. */
export const wantsBackground = (env: Environment): boolean =>
  !set(env.NO_COLOR) &&
  env.TERM !== 'dumb' &&
  named[env.ORCH_THEME ?? ''] === undefined &&
  rich(env) &&
  backgroundOf(env) === null;

/** The same on the background the terminal told of. */
export const onBackground = (theme: Theme, isLight: boolean): Theme => ({
  ...theme,
  palette: isLight ? light : dark,
});

/** Where the background is unknown, dark is by far the likelier; ORCH_THEME says otherwise. */
const paletteFor = (env: Environment): Palette => {
  if (set(env.NO_COLOR) || env.TERM === 'dumb') return plain;
  const wished = named[env.ORCH_THEME ?? ''];
  if (wished !== undefined) return wished;
  if (!rich(env)) return sixteen;
  return backgroundOf(env) === 'light' ? light : dark;
};

const speaksUtf8 = (env: Environment): boolean => {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find(set);
  return locale === undefined || /utf-?8/i.test(locale);
};

/** Colours and signs that fit the terminal and its owner's wishes. */
export const themeFor = (env: Environment): Theme => ({
  palette: paletteFor(env),
  glyphs: speaksUtf8(env) && !set(env.ORCH_ASCII) && env.TERM !== 'linux' ? drawn : ascii,
});

export const plainTheme: Theme = { palette: plain, glyphs: drawn };
