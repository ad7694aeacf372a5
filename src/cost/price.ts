import { addTokens, noTokens, type Price, type Priced, type Tokens } from '../domain/money.ts';
import { type ListPrice, listed, pricesOf } from './catalogue.ts';
import { namesOf } from './model-name.ts';

type Prices = Readonly<Record<string, Price>>;

/** Millionths of a millionth of a dollar: prices are whole numbers of them, so sums are exact. */
const perDollar = 1e12;
const pico = (usdPerMillion: number): number => Math.round(usdPerMillion * 1e6);

/** A long prompt costs more, all of it. */
const ratesFor = (price: ListPrice, tokens: Tokens): Price => {
  const prompt = tokens.input + tokens.cache_read + tokens.cache_write;
  return price.tiers?.findLast(({ above }) => prompt > above) ?? price;
};

/** Only Anthropic sells hours, at twice its input price, and minutes at 1.25 times. */
const hourPrice = ({ input, cache_write }: Price): number =>
  cache_write === undefined ? input * 2 : (cache_write * 2) / 1.25;

const cost = (price: ListPrice, tokens: Tokens): number => {
  const rates = ratesFor(price, tokens);
  const hours = Math.min(tokens.cache_write_1h ?? 0, tokens.cache_write);
  return (
    tokens.input * pico(rates.input) +
    (tokens.output + tokens.thoughts) * pico(rates.output) +
    tokens.cache_read * pico(rates.cache_read ?? rates.input) +
    (tokens.cache_write - hours) * pico(rates.cache_write ?? rates.input) +
    hours * pico(hourPrice(rates))
  );
};

const ownPrice = (model: string, own: Prices): Price | null => {
  const ids = [model, ...namesOf(model).map(({ id }) => id)];
  const found = ids.find((id) => Object.hasOwn(own, id));
  return found === undefined ? null : (own[found] ?? null);
};

const listPrice = (model: string): ListPrice | null => {
  for (const name of namesOf(model)) {
    const price = listed(name);
    if (price !== null) return price;
  }
  return null;
};

/** One request's usage, or what is new of it. */
interface Usage {
  readonly model: string;
  readonly tokens: Tokens;
  readonly stated_usd: number | null;
}

/**
 * The agent's own figure first, the person's prices next, then the table; what none of them knows is unknown,
 * never $0. `before` is what of the same request was priced already: its tier is that of the whole.
 */
export const priceOf = (usage: Usage, own: Prices, before: Tokens = noTokens): Priced => {
  const { model, tokens, stated_usd } = usage;
  if (stated_usd !== null) return { usd: stated_usd, usd_source: 'agent' };
  const mine = ownPrice(model, own);
  const price = mine ?? listPrice(model);
  if (price === null) return { usd: null, usd_source: 'unknown' };
  const usd = (cost(price, addTokens(before, tokens)) - cost(price, before)) / perDollar;
  return mine === null ? { usd, usd_source: 'table', prices_of: pricesOf } : { usd, usd_source: 'settings' };
};
