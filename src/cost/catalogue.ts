import type { Price } from '../domain/money.ts';
import table from './catalogue.json' with { type: 'json' };
import type { ModelName } from './model-name.ts';

/** What all tokens of a request cost whose prompt is longer than `above` tokens. */
interface Tier extends Price {
  readonly above: number;
}

/** A price as its seller lists it; tiers in order of their length. */
export interface ListPrice extends Price {
  readonly tiers?: readonly Tier[];
}

type Models = Readonly<Record<string, ListPrice>>;

const sellers: Readonly<Record<string, Models>> = table.sellers;

/** The day the listed prices are of. */
export const pricesOf: string = table.of;

/** How many models have a listed price. */
export const listedModels: number = Object.values(sellers).reduce(
  (sum, models) => sum + Object.keys(models).length,
  0,
);

const listedIn = (models: Models | undefined, id: string): ListPrice | null =>
  models !== undefined && Object.hasOwn(models, id) ? (models[id] ?? null) : null;

/** The price listed under exactly this name, or null. */
export const listed = ({ seller, id }: ModelName): ListPrice | null => {
  if (seller !== null) return listedIn(sellers[seller], id);
  for (const models of Object.values(sellers)) {
    const price = listedIn(models, id);
    if (price !== null) return price;
  }
  return null;
};
