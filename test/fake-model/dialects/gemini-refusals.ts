import { type Refusal, type Refused, secondsUntil } from '../fault.ts';

const TYPE = 'type.googleapis.com/google.rpc.';

const refused = (
  status: number,
  type: string,
  message: string,
  details: readonly unknown[] = [],
): Refused => ({
  status,
  headers: {},
  body: { error: { code: status, message, status: type, ...(details.length === 0 ? {} : { details }) } },
});

const quotaFailure = (quotaId: string) => ({
  '@type': `${TYPE}QuotaFailure`,
  violations: [{ quotaMetric: 'generativelanguage.googleapis.com/generate_requests', quotaId }],
});

const retryIn = (seconds: number) => ({ '@type': `${TYPE}RetryInfo`, retryDelay: `${seconds}s` });

const errorInfo = (reason: string, domain: string) => ({ '@type': `${TYPE}ErrorInfo`, reason, domain });

const rateLimit = (retryAfter: number): Refused =>
  refused(429, 'RESOURCE_EXHAUSTED', `You exceeded your current quota. Please retry in ${retryAfter}s.`, [
    quotaFailure('GenerateRequestsPerMinutePerProjectPerModel'),
    retryIn(retryAfter),
  ]);

/** A key's day is used up: Gemini CLI gives up at once. */
const usageLimit = (seconds: number): Refused =>
  refused(
    429,
    'RESOURCE_EXHAUSTED',
    'You exceeded your current quota, please check your plan and billing details.',
    [quotaFailure('GenerateRequestsPerDayPerProjectPerModel'), retryIn(seconds)],
  );

const hoursAndMinutes = (seconds: number): string => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return `${hours}h${minutes}m${seconds % 60}s`;
};

/** A plan's capacity is used up, for those signed in: Gemini CLI waits for the reset, and says so only in its log. */
export const capacityExhausted = (seconds: number): Refusal => {
  const message = `You have exhausted your capacity on this model. Your quota will reset after ${hoursAndMinutes(seconds)}.`;
  const details = [errorInfo('QUOTA_EXHAUSTED', 'cloudcode-pa.googleapis.com'), retryIn(seconds)];
  const { status, body } = refused(429, 'RESOURCE_EXHAUSTED', message, details);
  return { kind: 'refused', status, type: 'RESOURCE_EXHAUSTED', message, body };
};

export const refuse = (refusal: Refusal, now: number): Refused => {
  switch (refusal.kind) {
    case 'rate_limit':
      return rateLimit(refusal.retryAfter);
    case 'usage_limit':
      return usageLimit(secondsUntil(refusal.resetsAt, now));
    case 'auth':
      return refused(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
        errorInfo('API_KEY_INVALID', 'googleapis.com'),
      ]);
    case 'overloaded':
      return refused(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.');
    case 'server':
      return refused(500, 'INTERNAL', 'An internal error has occurred.');
    case 'refused':
      return { ...refused(refusal.status, refusal.type, refusal.message), headers: refusal.headers ?? {} };
  }
};
