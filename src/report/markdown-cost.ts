import type { Tokens } from '../domain/money.ts';
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
