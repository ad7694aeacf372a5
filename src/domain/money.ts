/** Tokens by kind; what an agent's own records count, never an estimate. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
  readonly cache_read: number;
  readonly cache_write: number;
  readonly thoughts: number;
  /** Of `cache_write`, what is kept for an hour, where the agent tells: it costs more. */
  readonly cache_write_1h?: number;
}

export const noTokens: Tokens = { input: 0, output: 0, cache_read: 0, cache_write: 0, thoughts: 0 };

/** The part of the cache writes that is kept for an hour, left out where there is none. */
export const hourly = (tokens: number): Pick<Tokens, 'cache_write_1h'> =>
  tokens === 0 ? {} : { cache_write_1h: tokens };

export const addTokens = (a: Tokens, b: Tokens): Tokens => ({
  input: a.input + b.input,
  output: a.output + b.output,
  cache_read: a.cache_read + b.cache_read,
  cache_write: a.cache_write + b.cache_write,
  thoughts: a.thoughts + b.thoughts,
  ...hourly((a.cache_write_1h ?? 0) + (b.cache_write_1h ?? 0)),
});

export const totalTokens = (t: Tokens): number =>
  t.input + t.output + t.cache_read + t.cache_write + t.thoughts;

/** Who says what it costs: the agent itself, `prices` in orch.yaml, the price table, or nobody. */
export type PriceSource = 'agent' | 'settings' | 'table' | 'unknown';

/** What usage costs, and by whose word. */
export interface Priced {
  readonly usd: number | null;
  readonly usd_source: PriceSource;
  /** The day the table's prices are of. */
  readonly prices_of?: string;
}

/** A running sum that keeps what could not be priced apart: unknown is never $0. */
export interface Spend {
  readonly usd: number;
  readonly tokens: Tokens;
  readonly unknown_tokens: number;
}

export const noSpend: Spend = { usd: 0, tokens: noTokens, unknown_tokens: 0 };

export const addUsage = (spend: Spend, tokens: Tokens, usd: number | null): Spend => ({
  usd: spend.usd + (usd ?? 0),
  tokens: addTokens(spend.tokens, tokens),
  unknown_tokens: spend.unknown_tokens + (usd === null ? totalTokens(tokens) : 0),
});

/** The same sum once the agent has stated its own: `usd` more or less, and so many tokens are unknown no more. */
export const restated = (spend: Spend, usd: number, known_tokens: number): Spend => ({
  ...spend,
  usd: Math.max(0, Math.round((spend.usd + usd) * 1e9) / 1e9),
  unknown_tokens: Math.max(0, spend.unknown_tokens - known_tokens),
});

/** USD per million tokens of each kind. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cache_read?: number;
  readonly cache_write?: number;
}
