/**
 * Characters that show nothing, or show one thing and say another: controls,
 * direction marks, zero-width and other ignorable ones. A joiner stays between
 * two emoji, and variation selectors stay behind their character.
 */
const UNSEEN =
  /(?<!\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d|\u200d(?!\p{Extended_Pictographic})|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufff9-\ufffb]|(?![\u200d\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

/** Alone in a cell these show nothing, or sit on the cell before. */
const NEVER_ALONE = /^[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{M}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;

/** Text without anything that deceives the eye. */
export const visible = (text: string): string => text.replace(UNSEEN, '');

const HIGHEST = 0x10ffff;
const SEEN = 1;
const HIDDEN = 2;
const known = new Uint8Array(0x10000);

const mayStandAlone = (code: number): boolean =>
  code <= HIGHEST && !NEVER_ALONE.test(String.fromCodePoint(code));

/** Whether this code point is something to see by itself. */
export const standsAlone = (code: number): boolean => {
  if (code < 0x7f) return code >= 0x20;
  if (code >= known.length) return mayStandAlone(code);
  if (known[code] === 0) known[code] = mayStandAlone(code) ? SEEN : HIDDEN;
  return known[code] === SEEN;
};

const ranges: readonly (readonly [number, number])[] = [
  [0x20, 0x2ff],
  [0x370, 0x482],
  [0x48a, 0x58f],
  [0x1e00, 0x1fff],
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0x20a0, 0x20bf],
  [0x2100, 0x22ff],
  [0x2500, 0x25fc],
  [0x2800, 0x28ff],
  [0x3000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xff01, 0xff9d],
];

/**
 * Whether terminals agree how wide this is and never join it to its neighbour.
 * After any other character the cursor may stand elsewhere than we think.
 */
export const isPlain = (code: number): boolean =>
  code < 0x300 || ranges.some(([first, last]) => code >= first && code <= last);
