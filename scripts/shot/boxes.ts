export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Arms of U+2500 to U+257F as up, right, down, left: 0 none, 1 light, 2 heavy,
 * 3 double. Fonts leave gaps between these characters; drawn, they meet.
 */
const ARMS = `
0101 0202 1010 2020 0101 0202 1010 2020 0101 0202 1010 2020 0110 0210 0120 0220
0011 0012 0021 0022 1100 1200 2100 2200 1001 1002 2001 2002 1110 1210 2110 1120
2120 2210 1220 2220 1011 1012 2011 1021 2021 2012 1022 2022 0111 0112 0211 0212
0121 0122 0221 0222 1101 1102 1201 1202 2101 2102 2201 2202 1111 1112 1211 1212
2111 1121 2121 2112 2211 1122 1221 2212 1222 2122 2221 2222 0101 0202 1010 2020
0303 3030 0310 0130 0330 0013 0031 0033 1300 3100 3300 1003 3001 3003 1310 3130
3330 1013 3031 3033 0313 0131 0333 1303 3101 3303 1313 3131 3333 0110 0011 1001
1100 0000 0000 0000 0001 1000 0100 0010 0002 2000 0200 0020 0201 1020 0102 2010`
  .trim()
  .split(/\s+/);

const DASHES = new Map<number, number>([
  ...[0x2504, 0x2505, 0x2506, 0x2507].map((code) => [code, 3] as const),
  ...[0x2508, 0x2509, 0x250a, 0x250b].map((code) => [code, 4] as const),
  ...[0x254c, 0x254d, 0x254e, 0x254f].map((code) => [code, 2] as const),
]);

const ROUND_FIRST = 0x256d;
const ROUND_LAST = 0x2570;

const rounded = (code: number, { x, y, width, height }: Place): string => {
  const [cx, cy] = [x + width / 2, y + height / 2];
  const radius = width / 2;
  const down = code === 0x256d || code === 0x256e;
  const right = code === 0x256d || code === 0x2570;
  const [endX, endY] = [right ? x + width : x, down ? y + height : y];
  return `M${cx} ${endY}V${down ? cy + radius : cy - radius}Q${cx} ${cy} ${right ? cx + radius : cx - radius} ${cy}H${endX}`;
};

const armPath = (at: number, offset: number, { x, y, width, height }: Place): string => {
  const [cx, cy] = [x + width / 2, y + height / 2];
  // Half a stroke past the middle, so that two arms close their corner.
  const over = offset === 0 ? 0.6 : Math.abs(offset);
  if (at === 0) return `M${cx + offset} ${y}V${cy + over}`;
  if (at === 1) return `M${x + width} ${cy + offset}H${cx - over}`;
  if (at === 2) return `M${cx + offset} ${y + height}V${cy - over}`;
  return `M${x} ${cy + offset}H${cx + over}`;
};

const stroke = (path: string, color: string, width: number, dash = ''): string =>
  path === '' ? '' : `<path d="${path}" stroke="${color}" stroke-width="${width}" fill="none"${dash}/>`;

const lines = (code: number, place: Place, color: string): string => {
  if (code >= ROUND_FIRST && code <= ROUND_LAST) return stroke(rounded(code, place), color, 1.2);
  const paths: Record<'light' | 'heavy', string> = { light: '', heavy: '' };
  for (const [at, weight] of [...(ARMS[code - 0x2500] ?? '')].entries()) {
    if (weight === '1') paths.light += armPath(at, 0, place);
    if (weight === '2') paths.heavy += armPath(at, 0, place);
    if (weight === '3') paths.light += armPath(at, -1.5, place) + armPath(at, 1.5, place);
  }
  const count = DASHES.get(code);
  const length = count === undefined ? 0 : place.width / count;
  const dash = count === undefined ? '' : ` stroke-dasharray="${length * 0.6} ${length * 0.4}"`;
  return stroke(paths.light, color, 1.2, dash) + stroke(paths.heavy, color, 2.4, dash);
};

/** Parts of the cell U+2580 to U+259F fill, as x, y, width, height in eighths. */
const blockParts = (code: number): readonly (readonly [number, number, number, number])[] => {
  if (code === 0x2580) return [[0, 0, 8, 4]];
  if (code <= 0x2588) return [[0, 8 - (code - 0x2580), 8, code - 0x2580]];
  if (code <= 0x258f) return [[0, 0, 0x2590 - code, 8]];
  if (code === 0x2590) return [[4, 0, 4, 8]];
  if (code <= 0x2593) return [[0, 0, 8, 8]];
  if (code === 0x2594) return [[0, 0, 8, 1]];
  if (code === 0x2595) return [[7, 0, 1, 8]];
  // Quarters: upper left 1, upper right 2, lower left 4, lower right 8.
  const quarters = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14][code - 0x2596] ?? 0;
  return [1, 2, 4, 8].flatMap((bit, at) =>
    (quarters & bit) === 0 ? [] : [[(at % 2) * 4, Math.floor(at / 2) * 4, 4, 4] as const],
  );
};

const SHADES: Readonly<Record<number, number>> = { 9617: 0.25, 9618: 0.5, 9619: 0.75 };

const blocks = (code: number, place: Place, color: string): string =>
  blockParts(code)
    .map(([x, y, width, height]) => {
      const [left, top] = [place.x + (x * place.width) / 8, place.y + (y * place.height) / 8];
      const size = `width="${(width * place.width) / 8}" height="${(height * place.height) / 8}"`;
      const shade = SHADES[code] === undefined ? '' : ` fill-opacity="${SHADES[code]}"`;
      return `<rect x="${left}" y="${top}" ${size} fill="${color}"${shade}/>`;
    })
    .join('');

/** A line or block character as shapes that meet their neighbours; null for any other. */
export const drawn = (code: number, place: Place, color: string): string | null => {
  if (code >= 0x2580 && code <= 0x259f) return blocks(code, place, color);
  const hasArms = code >= 0x2500 && code <= 0x257f && ARMS[code - 0x2500] !== '0000';
  return hasArms ? lines(code, place, color) : null;
};
