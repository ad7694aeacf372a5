import type { Fact, FactSource, Trouble } from '../../domain/fact.ts';
import { NO_CONNECTION } from '../trouble-signs.ts';

const kinds: readonly (readonly [RegExp, Trouble])[] = [
  [/API[_ ]key|UNAUTHENTICATED|PERMISSION_DENIED|"code":40[13]\b|credential|sign in|log ?in/i, 'auth'],
  [/RESOURCE_EXHAUSTED|"code":429|quota|rate limit/i, 'rate_limit'],
  [/UNAVAILABLE|INTERNAL|DEADLINE_EXCEEDED|"code":5\d\d|overloaded|high demand/i, 'overloaded'],
  [/NOT_FOUND|"code":404|model .{0,80}not (?:found|supported)/i, 'model'],
  [NO_CONNECTION, 'network'],
];

export const troubleOf = (text: string): Trouble => kinds.find(([fits]) => fits.test(text))?.[1] ?? 'other';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** `3h12m5s`, as its services say how long. */
export const spanMs = (text: string): number | null => {
  const found = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)(?:\.\d+)?s)?$/.exec(text);
  if (found === null || text === '') return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return days * 24 * HOUR_MS + hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS;
};

const USED_UP =
  /exhausted your (?:daily |capacity|quota)|reached your .{0,40}(?:limit|quota)|PerDay|usage limit/i;

/** A limit of the plan, not of the minute, with its reset where that is told. */
export const limitIn = (text: string, at: number | null, source: FactSource): Fact | null => {
  if (!USED_UP.test(text)) return null;
  const span = spanMs(/reset after ((?:\d+[dhms])+)/.exec(text)?.[1] ?? '');
  const until = span === null || at === null ? null : at + span;
  return { type: 'session.limited', source, until, text };
};
