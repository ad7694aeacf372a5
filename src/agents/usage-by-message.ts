import type { Fact } from '../domain/fact.ts';
import { addTokens, hourly, noTokens, type Tokens, totalTokens } from '../domain/money.ts';

/** What a message has cost so far; its last row wins. */
interface Counted {
  readonly tokens: Tokens;
  readonly usd: number | null;
}

/** Message id → what was counted of it; part of an agent's memory. */
export type CountedById = Readonly<Record<string, Counted>>;

export interface UsageRow {
  readonly id: string;
  readonly model: string;
  readonly tokens: Tokens;
  readonly usd: number | null;
}

const minus = (tokens: Tokens): Tokens => ({
  input: -tokens.input,
  output: -tokens.output,
  cache_read: -tokens.cache_read,
  cache_write: -tokens.cache_write,
  thoughts: -tokens.thoughts,
  ...hourly(-(tokens.cache_write_1h ?? 0)),
});

const isNothing = (tokens: Tokens, usd: number | null): boolean =>
  totalTokens(tokens) === 0 && (usd === null || usd === 0);

const rounded = (usd: number): number => Math.round(usd * 1e9) / 1e9;

/**
 * Transcripts repeat a message's usage on several rows: each message counts
 * once, by its last row. What a row adds to the rows before it is the fact.
 */
export const countUsage = (
  counted: CountedById,
  row: UsageRow,
): { readonly facts: readonly Fact[]; readonly counted: CountedById } => {
  const before = (Object.hasOwn(counted, row.id) ? counted[row.id] : null) ?? { tokens: noTokens, usd: null };
  const tokens = addTokens(row.tokens, minus(before.tokens));
  const usd = row.usd === null ? null : rounded(row.usd - (before.usd ?? 0));
  const next = { ...counted, [row.id]: { tokens: row.tokens, usd: row.usd ?? before.usd } };
  if (isNothing(tokens, usd)) return { facts: [], counted: next };
  return { facts: [{ type: 'session.usage', model: row.model, tokens, stated_usd: usd }], counted: next };
};
