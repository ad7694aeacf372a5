import type { Trouble } from '../../domain/fact.ts';
import { wordsOfError } from '../api-error.ts';
import { isObject, numberOf, textOf } from '../record.ts';
import { troubleOfStatus } from '../trouble-signs.ts';

export interface TurnError {
  readonly text: string;
  /** What Codex calls it, and the HTTP status where it came from one. */
  readonly kind: string | null;
  readonly status: number | null;
}

const named = (info: unknown): Pick<TurnError, 'kind' | 'status'> => {
  if (!isObject(info)) return { kind: textOf(info), status: null };
  const [kind, details] = Object.entries(info)[0] ?? [null, null];
  return { kind, status: isObject(details) ? numberOf(details.http_status_code) : null };
};

/** What Codex says before an error it quotes is its own: `stream disconnected before completion: …`. */
const inWords = (text: string): string => {
  const at = text.indexOf('{');
  return at < 0 ? text : text.slice(0, at) + wordsOfError(text.slice(at));
};

/** The error a turn ended with, from a rollout's `task_complete`. */
export const turnError = (error: unknown): TurnError | null =>
  isObject(error)
    ? {
        text: inWords(textOf(error.message) ?? 'an error without words'),
        ...named(error.codex_error_info),
      }
    : null;

const byKind: Readonly<Record<string, Trouble>> = {
  unauthorized: 'auth',
  server_overloaded: 'overloaded',
  internal_server_error: 'overloaded',
  sandbox_error: 'permission',
  http_connection_failed: 'network',
  response_stream_connection_failed: 'network',
  response_stream_disconnected: 'network',
  response_too_many_failed_attempts: 'network',
};

/** A request refused for its model comes as a bad request like any other; only its words tell. */
const MODEL_REFUSED = /\bmodel\b[^.]{0,80}\b(?:not (?:found|supported|exist)|does not exist|not available)/i;

export const troubleOf = ({ kind, status, text }: TurnError): Trouble => {
  const known = status === null ? null : troubleOfStatus(status);
  if (known !== null) return known;
  if (MODEL_REFUSED.test(text)) return 'model';
  return byKind[kind ?? ''] ?? 'other';
};

export const isUsageLimit = ({ kind }: TurnError): boolean => kind === 'usage_limit_exceeded';
