/** Tokens by kind; what an agent's own records count, never an estimate. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
  readonly cache_read: number;
  readonly cache_write: number;
  readonly thoughts: number;
}

export const noTokens: Tokens = { input: 0, output: 0, cache_read: 0, cache_write: 0, thoughts: 0 };

export const addTokens = (a: Tokens, b: Tokens): Tokens => ({
  input: a.input + b.input,
  output: a.output + b.output,
  cache_read: a.cache_read + b.cache_read,
  cache_write: a.cache_write + b.cache_write,
  thoughts: a.thoughts + b.thoughts,
});

export const totalTokens = (t: Tokens): number =>
  t.input + t.output + t.cache_read + t.cache_write + t.thoughts;

/** Who says what it costs: the agent itself, a price table, or nobody. */
export type PriceSource = 'agent' | 'table' | 'unknown';

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

/** USD per million tokens of each kind. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cache_read?: number;
  readonly cache_write?: number;
}
