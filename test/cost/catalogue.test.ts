import { describe, expect, it } from 'vitest';
import table from '../../src/cost/catalogue.json' with { type: 'json' };
import { type ListPrice, listed, listedModels } from '../../src/cost/catalogue.ts';
import { namesOf } from '../../src/cost/model-name.ts';

const sellers: Readonly<Record<string, Readonly<Record<string, ListPrice>>>> = table.sellers;
const rows = Object.entries(sellers).flatMap(([seller, models]) =>
  Object.entries(models).map(([id, price]) => ({ seller, id, price })),
);

describe('the price table', () => {
  it('lists each model under one name that finds it', () => {
    expect(rows).toHaveLength(listedModels);
    for (const { seller, id, price } of rows) {
      expect(listed({ seller, id })).toEqual(price);
      expect(namesOf(id)[0]?.id).toBe(id);
    }
  });

  it('has one price for a name, whoever sells it', () => {
    for (const { id, price } of rows) expect(listed({ seller: null, id }), id).toEqual(price);
  });

  it('has prices that can be: none is free, and reading a cache saves', () => {
    const cheap = rows.filter(({ price }) => !(price.input > 0) && !(price.output > 0));
    const unsaving = rows.filter(({ price }) => (price.cache_read ?? 0) > price.input);
    expect([cheap, unsaving]).toEqual([[], []]);
  });

  it('has tiers that only rise, in order of length', () => {
    for (const { id, price } of rows) {
      const steps = [{ above: 0, ...price }, ...(price.tiers ?? [])];
      for (const [n, step] of steps.slice(1).entries()) {
        expect(step.above, id).toBeGreaterThan(steps[n]?.above ?? Number.NaN);
        expect(step.input, id).toBeGreaterThanOrEqual(steps[n]?.input ?? Number.NaN);
        expect(step.output, id).toBeGreaterThanOrEqual(steps[n]?.output ?? Number.NaN);
      }
    }
  });

  it('sells cache writes of Anthropic at 1.25 times the input: what an hour costs rests on it', () => {
    const writes = rows.filter(({ id, price }) => id.includes('claude') && price.cache_write !== undefined);
    expect(writes.length).toBeGreaterThan(20);
    for (const { id, price } of writes) expect(price.cache_write, id).toBeCloseTo(price.input * 1.25, 6);
  });
});
