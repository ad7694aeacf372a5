import type { Fact, Trouble } from '../../domain/fact.ts';
import { isObject, numberOf, textOf } from '../record.ts';

type Row = Readonly<Record<string, unknown>>;

const OVERLOADED = 529;
const SERVER_ERROR = 500;

/** Its own names of what went wrong. */
const troubles: Readonly<Record<string, Trouble>> = {
  authentication_failed: 'auth',
  oauth_org_not_allowed: 'auth',
  account_on_hold: 'auth',
  verification_required: 'auth',
  cloud_credential_error: 'auth',
  rate_limit: 'rate_limit',
  overloaded: 'overloaded',
  model_not_found: 'model',
};

const serverTrouble = (row: Row): Trouble => {
  const status = numberOf(row.apiErrorStatus);
  if (status === OVERLOADED) return 'overloaded';
  // Without a status nothing was answered at all.
  return status === null ? 'network' : status >= SERVER_ERROR ? 'overloaded' : 'other';
};

const troubleOf = (row: Row): Trouble => {
  const error = textOf(row.error) ?? '';
  if (error === 'server_error') return serverTrouble(row);
  return (Object.hasOwn(troubles, error) ? troubles[error] : undefined) ?? 'other';
};

/** Its answer was longer than it may be: it goes on by itself, mostly. */
const goesOn = (row: Row): boolean => row.error === 'max_output_tokens';

const words = (row: Row): string => {
  const content = isObject(row.message) ? row.message.content : null;
  const first: unknown = Array.isArray(content) ? content[0] : null;
  return (isObject(first) ? textOf(first.text) : null) ?? 'an error without words';
};

const MS = 1000;

const limited = (row: Row, text: string): Fact => {
  const info = isObject(row.quotaLimits) ? row.quotaLimits : {};
  const at = numberOf(info.resetsAt);
  return { type: 'session.limited', source: 'file', until: at === null ? null : at * MS, text };
};

/** A row it writes in place of an answer when a request has failed for good. */
export const troubleFacts = (row: Row): readonly Fact[] => {
  const text = words(row);
  if (row.apiError === 'usage_limit_reached') return [limited(row, text)];
  return [{ type: 'session.trouble', source: 'file', trouble: troubleOf(row), text, ended: !goesOn(row) }];
};
