import type { Price } from '../domain/money.ts';
import { listedModels, pricesOf } from './catalogue.ts';

/** What usage is priced by where its agent states no cost, in a few words. */
export const pricesLine = (own: Readonly<Record<string, Price>>): string => {
  const mine = Object.keys(own).length;
  const table = `the price table of ${pricesOf} (${listedModels} models)`;
  return mine === 0 ? table : `${table}, after ${mine} of your own in orch.yaml`;
};
