import { describe, expect, it } from 'vitest';
import { type SellerFile, sellerRows } from '../../scripts/price-table.ts';

const model = (id: string, cost: object, type = 'chat'): SellerFile[string] =>
  ({
    [`${type}:${id}`]: { id, type, cost: { input: 1, output: 2, cacheRead: 0, cacheWrite: 0, ...cost } },
  }) as SellerFile[string];

describe('making the price table', () => {
  it('keeps what each kind of token costs, and leaves out cache prices the library does not know', () => {
    expect(
      sellerRows({ api: model('B', { cacheRead: 0.1, cacheWrite: 1.25 }), other: model('a', {}) }),
    ).toEqual({
      a: { input: 1, output: 2 },
      b: { input: 1, output: 2, cache_read: 0.1, cache_write: 1.25 },
    });
  });

  it('keeps tiers, in order of length', () => {
    const tier = (inputTokensAbove: number, input: number) => ({
      inputTokensAbove,
      input,
      output: 4,
      cacheRead: 0,
      cacheWrite: 0,
    });
    const rows = sellerRows({ api: model('a', { tiers: [tier(500, 3), tier(200, 2)] }) });
    expect(rows.a?.tiers).toEqual([
      { above: 200, input: 2, output: 4 },
      { above: 500, input: 3, output: 4 },
    ]);
  });

  it('leaves out what nobody talks to, and what has no price: that is unknown, not free', () => {
    const free = model('free', { input: 0, output: 0 });
    expect(sellerRows({ api: { ...free, ...model('draws', {}, 'image') } })).toEqual({});
  });

  it('refuses a price that is none', () => {
    expect(() => sellerRows({ api: model('a', { input: -1 }) })).toThrow('a: -1 is no price');
    expect(() => sellerRows({ api: model('a', { cacheRead: Number.NaN }) })).toThrow('is no price');
  });
});
