import type { Trouble } from '../../domain/fact.ts';
import { jsonObject, numberOf, textOf } from '../record.ts';
import { NO_CONNECTION, troubleOfStatus } from '../trouble-signs.ts';
import { fieldsOf } from './fields.ts';
import type { Failed, Fields } from './known.ts';

// The provider's or the network's own error text, not the agent's prose.
const texts: readonly (readonly [RegExp, Trouble])[] = [
  [/api key|unauthori[sz]ed|authentication|forbidden|not signed in|log ?in/i, 'auth'],
  [/model not found|ProviderModelNotFound|no such model|model .*(?:not exist|not supported)/i, 'model'],
  [/overloaded|at capacity|unavailable|internal (?:server )?error|\b5\d\d\b/i, 'overloaded'],
  [/\b429\b|rate.?limit|too many requests|quota|usage limit|slow down/i, 'rate_limit'],
  [NO_CONNECTION, 'network'],
];

export const troubleIn = (text: string): Trouble =>
  texts.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';

const seconds = (value: unknown): number | null => {
  const number = numberOf(typeof value === 'string' && value.trim() !== '' ? Number(value) : value);
  return number === null || number <= 0 ? null : number;
};

/** A wait this long is a plan's limit, not a crowd to let pass. */
const LONG_MS = 5 * 60_000;

export const isLong = (until: number, now: number): boolean => now > 0 && until - now > LONG_MS;

/** When a provider takes requests again, by what it said with its refusal. */
const resetIn = (data: Fields, now: number): number | null => {
  const headers = fieldsOf(data.responseHeaders);
  const error = fieldsOf(jsonObject(textOf(data.responseBody) ?? '')?.error);
  const at = seconds(error.resets_at) ?? seconds(headers['anthropic-ratelimit-unified-reset']);
  if (at !== null) return at * 1000;
  const wait = seconds(error.resets_in_seconds) ?? seconds(headers['retry-after']);
  return wait === null || now === 0 ? null : now + wait * 1000;
};

const limitOf = (data: Fields, trouble: Trouble, now: number): Failed['limited'] => {
  if (trouble !== 'rate_limit') return null;
  const until = resetIn(data, now);
  if (until !== null && isLong(until, now)) return { until };
  const kind = textOf(fieldsOf(jsonObject(textOf(data.responseBody) ?? '')?.error).type) ?? '';
  return /usage_limit/.test(kind) ? { until } : null;
};

/** An error of OpenCode's, as the trouble it is. */
export const failure = (error: Fields, now: number): Failed => {
  const data = fieldsOf(error.data);
  const text = textOf(data.message) ?? textOf(error.name) ?? 'an error it does not name';
  const status = numberOf(data.statusCode);
  const byName = error.name === 'ProviderAuthError' ? 'auth' : null;
  const trouble = byName ?? (status === null ? null : troubleOfStatus(status)) ?? troubleIn(text);
  return { trouble, text, limited: limitOf(data, trouble, now) };
};
