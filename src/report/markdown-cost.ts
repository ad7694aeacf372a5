import type { Tokens } from '../domain/money.ts';
import { pricedByText } from '../state/priced-by.ts';
import { count, money, prose, table } from './text.ts';

interface ModelCost {
  readonly model: string;
  readonly usd: number;
  readonly unknown_tokens: number;
  readonly tokens: Tokens;
}

const numbers = ['cost', 'input', 'output', 'cache read', 'cache write', 'thoughts'];

/** Cost by model, with each kind of token. */
export const costTable = (models: readonly ModelCost[]): string =>
  table(
    ['model', ...numbers],
    models.map(({ model, tokens, ...spend }) => [
      prose(model),
      money(spend),
      count(tokens.input),
      count(tokens.output),
      count(tokens.cache_read),
      count(tokens.cache_write),
      count(tokens.thoughts),
    ]),
    numbers,
  );

interface Cost {
  readonly unknown_tokens: number;
  readonly by_model: readonly ModelCost[];
  readonly priced_by: readonly string[];
}

/** By whose word the money is what it is, and what to do about what nobody can price. */
const pricesLines = ({ unknown_tokens, priced_by }: Cost): readonly string[] => [
  ...(priced_by.length === 0 ? [] : [`Priced by ${pricedByText(priced_by)}.`]),
  ...(unknown_tokens === 0
    ? []
    : ['What is of unknown price costs something too: give its model a price under `prices` in orch.yaml.']),
];

/** The money of the day, model by model. */
export const costSection = (cost: Cost): string =>
  cost.by_model.length === 0 ? '' : [costTable(cost.by_model), '', ...pricesLines(cost)].join('\n').trimEnd();
