/** asciicast v2: a header line, then one event a line. */
export interface CastHeader {
  readonly version: 2;
  readonly width: number;
  readonly height: number;
  /** Seconds since the epoch: events count from here. */
  readonly timestamp: number;
}

/** Output, a marker, or a new size as `80x24`; seconds since the header's time. */
export type CastEvent = readonly [at: number, kind: 'o' | 'm' | 'r', data: string];

const SESSION = 'session ';

/** The marker that says whose output follows. */
export const sessionMarker = (session: string): string => `${SESSION}${session}`;

export const markedSession = (event: CastEvent): string | null =>
  event[1] === 'm' && event[2].startsWith(SESSION) ? event[2].slice(SESSION.length) : null;

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};

export const readHeader = (line: string): CastHeader | null => {
  const header = parsed(line);
  const sound =
    typeof header === 'object' &&
    header !== null &&
    'version' in header &&
    header.version === 2 &&
    'timestamp' in header &&
    typeof header.timestamp === 'number';
  return sound ? (header as CastHeader) : null;
};

export const readEvent = (line: string): CastEvent | null => {
  const event = parsed(line);
  if (!Array.isArray(event) || event.length !== 3) return null;
  const [at, kind, data] = event as unknown[];
  return typeof at === 'number' && typeof kind === 'string' && typeof data === 'string'
    ? (event as unknown as CastEvent)
    : null;
};

/** JSON leaves these two as they are, and many readers take them for the end of a line. */
const SEPARATORS = /[\u2028\u2029]/g;

/** Microseconds are enough for any eye. */
export const castTime = (at: number): number => Number(at.toFixed(6));

export const eventLine = ([at, kind, data]: CastEvent): string => {
  const line = JSON.stringify([castTime(at), kind, data]);
  return `${line.replace(SEPARATORS, (one) => `\\u${one.charCodeAt(0).toString(16)}`)}\n`;
};
