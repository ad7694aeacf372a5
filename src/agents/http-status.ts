import type { Trouble } from '../domain/fact.ts';

/** What a model's server means by its status; null where that does not tell. */
export const troubleOfStatus = (status: number): Trouble | null => {
  if (status === 401 || status === 403) return 'auth';
  if (status === 404) return 'model';
  if (status === 429) return 'rate_limit';
  return status >= 500 ? 'overloaded' : null;
};
