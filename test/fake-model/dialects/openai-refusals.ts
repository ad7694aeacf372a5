import type { Reply } from '../dialect.ts';
import { type Refusal, type Refused, secondsUntil } from '../fault.ts';
import type { Quota } from '../script.ts';

const refused = (
  status: number,
  error: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Refused => ({ status, headers, body: { error: { param: null, ...error } } });

const minutes = { '5h': 300, '7d': 10_080 } as const;
const places = { '5h': 'primary', '7d': 'secondary' } as const;

const windowHeaders = ({ window, used, resetsAt }: Quota): readonly (readonly [string, string])[] => [
  [`x-codex-${places[window]}-used-percent`, String(Math.round(used * 1000) / 10)],
  [`x-codex-${places[window]}-window-minutes`, String(minutes[window])],
  [`x-codex-${places[window]}-reset-at`, String(Math.round(resetsAt / 1000))],
];

/** A plan's windows as Codex reads them with every answer. */
export const quotaHeaders = ({ quota }: Pick<Reply, 'quota'>): Readonly<Record<string, string>> =>
  Object.fromEntries(quota.flatMap(windowHeaders));

const usageLimit = (resetsAt: number, now: number): Refused =>
  refused(
    429,
    {
      type: 'usage_limit_reached',
      message: 'The usage limit has been reached',
      plan_type: 'plus',
      resets_at: Math.round(resetsAt / 1000),
      resets_in_seconds: secondsUntil(resetsAt, now),
    },
    {
      ...quotaHeaders({ quota: [{ window: '5h', used: 1, resetsAt }] }),
      'retry-after': String(secondsUntil(resetsAt, now)),
    },
  );

/** OpenAI's errors, the same in both of its dialects. */
export const refuse = (refusal: Refusal, now: number): Refused => {
  switch (refusal.kind) {
    case 'rate_limit': {
      const message = `Rate limit reached for requests. Please try again in ${refusal.retryAfter}s.`;
      const headers = { 'retry-after': String(refusal.retryAfter), 'x-ratelimit-remaining-requests': '0' };
      return refused(429, { type: 'requests', code: 'rate_limit_exceeded', message }, headers);
    }
    case 'usage_limit':
      return usageLimit(refusal.resetsAt, now);
    case 'auth':
      return refused(401, {
        type: 'invalid_request_error',
        code: 'invalid_api_key',
        message: 'Incorrect API key provided.',
      });
    case 'overloaded':
      return refused(503, {
        type: 'server_error',
        code: 'server_is_overloaded',
        message: 'Our servers are currently overloaded. Please try again later.',
      });
    case 'server':
      return refused(500, {
        type: 'server_error',
        code: 'server_error',
        message: 'The server had an error while processing your request.',
      });
    case 'refused':
      return refused(
        refusal.status,
        { type: refusal.type, code: refusal.type, message: refusal.message },
        refusal.headers,
      );
  }
};
