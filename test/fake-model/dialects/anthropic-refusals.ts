import type { Reply } from '../dialect.ts';
import { type Refusal, type Refused, secondsUntil } from '../fault.ts';
import type { Quota } from '../script.ts';

const inSeconds = (ms: number): string => String(Math.round(ms / 1000));

const refused = (
  status: number,
  type: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Refused => ({
  status,
  headers,
  body: { type: 'error', error: { type, message }, request_id: 'req_fake' },
});

/** A plan's windows as the API tells them with every answer. */
const windowHeaders = (quota: readonly Quota[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    quota.flatMap(({ window, used, resetsAt }) => [
      [`anthropic-ratelimit-unified-${window}-utilization`, String(used)],
      [`anthropic-ratelimit-unified-${window}-reset`, inSeconds(resetsAt)],
    ]),
  );

const claims = { '5h': 'five_hour', '7d': 'seven_day' } as const;

export const quotaHeaders = ({ quota }: Pick<Reply, 'quota'>): Readonly<Record<string, string>> => {
  const [tightest] = quota.toSorted((a, b) => b.used - a.used);
  if (tightest === undefined) return {};
  return {
    'anthropic-ratelimit-unified-status': 'allowed',
    'anthropic-ratelimit-unified-representative-claim': claims[tightest.window],
    'anthropic-ratelimit-unified-reset': inSeconds(tightest.resetsAt),
    ...windowHeaders(quota),
  };
};

const limitHeaders = (resetsAt: number, now: number): Readonly<Record<string, string>> => ({
  ...quotaHeaders({ quota: [{ window: '5h', used: 1, resetsAt }] }),
  'anthropic-ratelimit-unified-status': 'rejected',
  'anthropic-ratelimit-unified-overage-status': 'rejected',
  'anthropic-ratelimit-unified-overage-disabled-reason': 'org_level_disabled',
  'retry-after': String(secondsUntil(resetsAt, now)),
  'x-should-retry': 'false',
});

const rateHeaders = (retryAfter: number, now: number): Readonly<Record<string, string>> => ({
  'retry-after': String(retryAfter),
  'anthropic-ratelimit-requests-limit': '50',
  'anthropic-ratelimit-requests-remaining': '0',
  'anthropic-ratelimit-requests-reset': new Date(now + retryAfter * 1000).toISOString(),
});

export const refuse = (refusal: Refusal, now: number): Refused => {
  switch (refusal.kind) {
    case 'rate_limit':
      return refused(
        429,
        'rate_limit_error',
        'This request would exceed your rate limit of 50 requests per minute.',
        rateHeaders(refusal.retryAfter, now),
      );
    case 'usage_limit':
      return refused(
        429,
        'rate_limit_error',
        "This request would exceed your account's rate limit. Please try again later.",
        limitHeaders(refusal.resetsAt, now),
      );
    case 'auth':
      return refused(401, 'authentication_error', 'invalid x-api-key');
    case 'overloaded':
      return refused(529, 'overloaded_error', 'Overloaded');
    case 'server':
      return refused(500, 'api_error', 'Internal server error');
    case 'refused':
      return refused(refusal.status, refusal.type, refusal.message, refusal.headers);
  }
};
