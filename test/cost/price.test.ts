import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pricesOf } from '../../src/cost/catalogue.ts';
import { priceOf } from '../../src/cost/price.ts';
import { addTokens, noTokens, type Price, type Tokens } from '../../src/domain/money.ts';

const million = 1_000_000;

const costs = (model: string, tokens: Partial<Tokens>, own: Readonly<Record<string, Price>> = {}) =>
  priceOf({ model, tokens: { ...noTokens, ...tokens }, stated_usd: null }, own).usd;

describe('the price of usage', () => {
  it('is what the agent states, before any table', () => {
    const usage = { model: 'claude-opus-5-5', tokens: { ...noTokens, input: million }, stated_usd: 0.25 };
    const own = { 'claude-opus-5-5': { input: 9, output: 9 } };
    expect(priceOf(usage, own)).toEqual({ usd: 0.25, usd_source: 'agent' });
  });

  it('is by the own prices, before the listed ones', () => {
    const usage = { model: 'claude-opus-5-5', tokens: { ...noTokens, input: million }, stated_usd: null };
    expect(priceOf(usage, { 'claude-opus-5-5': { input: 9, output: 9 } })).toEqual({
      usd: 9,
      usd_source: 'settings',
    });
  });

  it('is by the table where only that knows the model, and says of which day', () => {
    const usage = { model: 'claude-opus-5-5', tokens: { ...noTokens, input: million }, stated_usd: null };
    expect(priceOf(usage, {})).toEqual({ usd: 4, usd_source: 'table', prices_of: pricesOf });
    expect(pricesOf).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it('is unknown where nobody knows it, never nothing', () => {
    for (const model of ['mine', '', 'constructor', '__proto__', 'anthropic/toString', 'openai/'])
      expect(priceOf({ model, tokens: { ...noTokens, input: 5 }, stated_usd: null }, {})).toEqual({
        usd: null,
        usd_source: 'unknown',
      });
  });

  it('counts each kind of token at its own price, to the cent', () => {
    const turn = { input: 1200, output: 3400, cache_read: 56_000, cache_write: 7800, thoughts: 0 };
    // 1200 × $3 + 3400 × $15 + 56000 × $0.30 + 7800 × $3.75, a million each
    expect(costs('claude-sonnet-4-5', turn)).toBe(0.10065);
    // 1200 × $1.25 + 3400 × $10 + 56000 × $0.125
    expect(costs('gpt-5', { ...turn, cache_write: 0 })).toBe(0.0425);
  });

  it('bills thoughts as output', () => {
    expect(costs('gemini-3-flash-preview', { thoughts: million })).toBe(3);
    expect(costs('gemini-3-flash-preview', { output: million })).toBe(3);
  });

  it('bills what is kept for an hour at twice the input, and the rest of the writes at 1.25 times', () => {
    expect(costs('claude-sonnet-4-5', { cache_write: million })).toBe(3.75);
    expect(costs('claude-sonnet-4-5', { cache_write: million, cache_write_1h: million })).toBe(6);
    expect(costs('claude-sonnet-4-5', { cache_write: million, cache_write_1h: 400_000 })).toBe(4.65);
  });

  it('bills cache tokens as input where no price for them is given', () => {
    const own = { mine: { input: 2, output: 4 } };
    expect(costs('mine', { cache_read: million, cache_write: million }, own)).toBe(4);
    expect(costs('gpt-5-pro', { cache_read: million })).toBe(15);
  });

  it('bills all of a request by the tier its prompt reaches', () => {
    expect(costs('gemini-2.5-pro', { input: 200_000, output: million })).toBe(0.25 + 10);
    expect(costs('gemini-2.5-pro', { input: 200_001, output: million })).toBeCloseTo(0.5000025 + 15, 12);
    expect(costs('gemini-2.5-pro', { cache_read: 200_001 })).toBeCloseTo(0.05000025, 12);
    expect(costs('gemini-2.5-pro', { input: 1000, output: million })).toBe(0.00125 + 10);
  });
});

const count = fc.nat(2 * million);
const tokens: fc.Arbitrary<Tokens> = fc
  .record({
    input: count,
    output: count,
    cache_read: count,
    cache_write: count,
    thoughts: count,
    part: count,
  })
  .map(({ part, ...each }) => ({ ...each, cache_write_1h: Math.min(part, each.cache_write) }));
const dollars = fc.integer({ min: 0, max: 200_000_000 }).map((micro) => micro / 1e6);
const price: fc.Arbitrary<Price> = fc.record(
  { input: dollars, output: dollars, cache_read: dollars, cache_write: dollars },
  { requiredKeys: ['input', 'output'] },
);

/** Millionths of a millionth of a dollar, reckoned with whole numbers of any size. */
const exactly = (rates: Price, used: Tokens): bigint => {
  const pico = (usd: number | undefined): bigint => BigInt(Math.round((usd ?? rates.input) * 1e6));
  const hour = rates.cache_write === undefined ? rates.input * 2 : rates.cache_write * 1.6;
  const hours = BigInt(used.cache_write_1h ?? 0);
  return (
    BigInt(used.input) * pico(rates.input) +
    BigInt(used.output + used.thoughts) * pico(rates.output) +
    BigInt(used.cache_read) * pico(rates.cache_read) +
    (BigInt(used.cache_write) - hours) * pico(rates.cache_write) +
    hours * BigInt(Math.round(hour * 1e6))
  );
};

describe('the sum of prices', () => {
  it('is exact, whatever the usage and the prices (property)', () => {
    fc.assert(
      fc.property(price, tokens, (own, used) => {
        const usd = costs('mine', used, { mine: own }) ?? Number.NaN;
        expect(Math.abs(usd - Number(exactly(own, used)) / 1e12)).toBeLessThan(1e-9);
      }),
    );
  });

  it('of the parts of a request is the price of the whole, tiers or not (property)', () => {
    const models = ['claude-haiku-5-5', 'gpt-6-sol', 'gemini-2.5-pro', 'claude-opus-5-5'];
    fc.assert(
      fc.property(fc.constantFrom(...models), fc.array(tokens, { maxLength: 6 }), (model, parts) => {
        let before: Tokens = noTokens;
        let sum = 0;
        for (const part of parts) {
          sum += priceOf({ model, tokens: part, stated_usd: null }, {}, before).usd ?? Number.NaN;
          before = addTokens(before, part);
        }
        expect(sum).toBeCloseTo(costs(model, before) ?? Number.NaN, 9);
      }),
    );
  });

  it('never falls when more is used (property)', () => {
    fc.assert(
      fc.property(tokens, tokens, (some, more) => {
        const small = costs('claude-haiku-5-5', some) ?? Number.NaN;
        expect(costs('claude-haiku-5-5', addTokens(some, more))).toBeGreaterThanOrEqual(small);
      }),
    );
  });
});
