import type { Trouble } from '../domain/fact.ts';

/** What a model's server means by its status; null where that does not tell. */
export const troubleOfStatus = (status: number): Trouble | null => {
  if (status === 401 || status === 403) return 'auth';
  if (status === 404) return 'model';
  if (status === 429) return 'rate_limit';
  return status >= 500 ? 'overloaded' : null;
};

/** A connection that failed, in the words of Node, Bun, undici and the libraries upon them; never of the model. */
export const NO_CONNECTION =
  /terminated|fetch failed|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|socket|network|stream ended|timed? ?out|unable to connect|connection (?:was )?(?:reset|closed|refused|lost|error)/i;
