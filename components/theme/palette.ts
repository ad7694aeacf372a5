/** What a piece of text means; a theme says how that looks. */
export type Tone =
  | 'text'
  | 'strong'
  | 'dim'
  | 'accent'
  | 'ok'
  | 'wait'
  | 'bad'
  | 'review'
  | 'rule'
  | 'added'
  | 'removed'
  | 'addedWord'
  | 'removedWord'
  | 'selected'
  | 'badge'
  | 'alarm';

/** How a tone looks, in Ink's words. */
export interface Look {
  readonly color?: string;
  readonly backgroundColor?: string;
  readonly dimColor?: boolean;
  readonly bold?: boolean;
  readonly inverse?: boolean;
  readonly underline?: boolean;
}

export type Palette = Readonly<Record<Tone, Look>>;

/** Attributes only: every difference must hold without colour. */
export const plain: Palette = {
  text: {},
  strong: { bold: true },
  dim: { dimColor: true },
  accent: { bold: true },
  ok: {},
  wait: { bold: true },
  bad: { bold: true },
  review: { bold: true },
  rule: { dimColor: true },
  added: {},
  removed: { dimColor: true },
  addedWord: { bold: true, underline: true },
  removedWord: { bold: true, underline: true },
  selected: { bold: true },
  badge: { inverse: true, bold: true },
  alarm: { inverse: true, bold: true },
};

/** The terminal's own sixteen colours: right on any background its owner chose. */
export const sixteen: Palette = {
  ...plain,
  accent: { color: 'cyan', bold: true },
  ok: { color: 'green' },
  wait: { color: 'yellow', bold: true },
  bad: { color: 'red', bold: true },
  review: { color: 'magenta', bold: true },
  added: { color: 'green' },
  removed: { color: 'red' },
  addedWord: { color: 'green', bold: true, inverse: true },
  removedWord: { color: 'red', bold: true, inverse: true },
  badge: { color: 'yellow', inverse: true, bold: true },
  alarm: { color: 'red', inverse: true, bold: true },
};

export const dark: Palette = {
  text: {},
  strong: { bold: true },
  dim: { color: '#8b949e' },
  accent: { color: '#58c4dc', bold: true },
  ok: { color: '#56d364' },
  wait: { color: '#f0b72f', bold: true },
  bad: { color: '#ff7b72', bold: true },
  review: { color: '#d2a8ff', bold: true },
  rule: { color: '#3d444d' },
  added: { color: '#7ee787' },
  removed: { color: '#ffa198' },
  addedWord: { color: '#aff5b4', backgroundColor: '#1b4721', bold: true },
  removedWord: { color: '#ffdcd7', backgroundColor: '#67231f', bold: true },
  selected: { backgroundColor: '#1f3440', bold: true },
  badge: { color: '#1c1400', backgroundColor: '#f0b72f', bold: true },
  alarm: { color: '#2b0a08', backgroundColor: '#ff7b72', bold: true },
};

export const light: Palette = {
  text: {},
  strong: { bold: true },
  dim: { color: '#656d76' },
  accent: { color: '#0b6e8a', bold: true },
  ok: { color: '#1a7f37' },
  wait: { color: '#8a5a00', bold: true },
  bad: { color: '#cf222e', bold: true },
  review: { color: '#7a3fc4', bold: true },
  rule: { color: '#c4ccd4' },
  added: { color: '#116329' },
  removed: { color: '#a40e26' },
  addedWord: { color: '#044317', backgroundColor: '#aceebb', bold: true },
  removedWord: { color: '#6e0715', backgroundColor: '#ffc1ba', bold: true },
  selected: { backgroundColor: '#dceef5', bold: true },
  badge: { color: '#ffffff', backgroundColor: '#9a6700', bold: true },
  alarm: { color: '#ffffff', backgroundColor: '#cf222e', bold: true },
};
