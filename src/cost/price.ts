import type { Price, PriceSource, Tokens } from '../domain/money.ts';

const perMillion = 1_000_000;

const byTable = (price: Price, tokens: Tokens): number =>
  (tokens.input * price.input +
    (tokens.output + tokens.thoughts) * price.output +
    tokens.cache_read * (price.cache_read ?? price.input) +
    tokens.cache_write * (price.cache_write ?? price.input)) /
  perMillion;

/** The agent's own figure first, a price table next; what neither knows is unknown, never $0. */
export const priceOf = (
  usage: { readonly model: string; readonly tokens: Tokens; readonly stated_usd: number | null },
  prices: Readonly<Record<string, Price>>,
): { readonly usd: number | null; readonly usd_source: PriceSource } => {
  if (usage.stated_usd !== null) return { usd: usage.stated_usd, usd_source: 'agent' };
  const price = prices[usage.model];
  if (price === undefined) return { usd: null, usd_source: 'unknown' };
  return { usd: byTable(price, usage.tokens), usd_source: 'table' };
};
