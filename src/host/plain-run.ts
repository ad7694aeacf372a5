const ESC = 0x1b;
const OPEN_BRACKET = 0x5b;
/** With a byte below A0 after it, a control character in two bytes. */
const C1_LEAD = 0xc2;
const C1_END = 0xa0;
const LONGEST_SEQUENCE = 64;

const TEXT = 0;
const CONTROL = 1;
const ESCAPE = 2;
const LEAD = 3;

/** Not a run of plain text. */
const OTHER = -1;

const kindOf = (byte: number): number => {
  if (byte === ESC) return ESCAPE;
  if (byte === C1_LEAD) return LEAD;
  // Tab, line feed, carriage return.
  if (byte === 0x09 || byte === 0x0a || byte === 0x0d) return TEXT;
  return byte < 0x20 || byte === 0x7f ? CONTROL : TEXT;
};

const kinds = Uint8Array.from({ length: 256 }, (_, byte) => kindOf(byte));

const isParameter = (byte: number): boolean => byte >= 0x30 && byte <= 0x3b;

/** Where a colour (`m`) or the erasure of a line's rest (`K`) ends that begins here; here, where it is cut. */
const endOfColor = (bytes: Uint8Array, from: number, until: number): number => {
  const most = Math.min(until, from + LONGEST_SEQUENCE);
  if (from + 1 < until && bytes[from + 1] !== OPEN_BRACKET) return OTHER;
  let at = from + 2;
  while (at < most && isParameter(bytes[at] as number)) at += 1;
  if (at >= most) return most === until ? from : OTHER;
  return bytes[at] === 0x6d || bytes[at] === 0x4b ? at + 1 : OTHER;
};

const endOfPair = (bytes: Uint8Array, from: number, until: number): number => {
  if (from + 1 >= until) return from;
  return (bytes[from + 1] as number) >= C1_END ? from + 2 : OTHER;
};

/**
 * How far these bytes do nothing but print lines and colour them: to the end, or
 * to a sequence that is cut there. -1: they do something else.
 */
export const plainUntil = (bytes: Uint8Array, from: number, until: number): number => {
  let at = from;
  while (at < until) {
    const kind = kinds[bytes[at] as number];
    if (kind === TEXT) {
      at += 1;
      continue;
    }
    if (kind === CONTROL) return OTHER;
    const end = kind === ESCAPE ? endOfColor(bytes, at, until) : endOfPair(bytes, at, until);
    if (end === OTHER || end === at) return end;
    at = end;
  }
  return at;
};

const RESETS = new Set(['\x1b[m', '\x1b[0m']);

/** The colours that hold after these plain bytes, as the sequences that set them. */
export const colorsAfter = (bytes: Buffer): string => {
  // A sequence only overwrites: of equal ones the last counts, and none before a reset.
  const last = new Set<string>();
  for (let at = bytes.lastIndexOf(ESC); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(ESC, at - 1)) {
    const end = endOfColor(bytes, at, bytes.length);
    if (bytes[end - 1] !== 0x6d) continue;
    const sequence = bytes.toString('latin1', at, end);
    last.add(sequence);
    if (RESETS.has(sequence)) break;
  }
  return [...last].reverse().join('');
};
