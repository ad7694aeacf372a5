import type { Tokens } from '../../../src/domain/money.ts';

/** OpenAI has no word for what is written to its cache: it is plain input. */
export const states = (usage: Tokens): Tokens => ({
  ...usage,
  input: usage.input + usage.cache_write,
  cache_write: 0,
});

/** Cached tokens are part of the input here, and thoughts part of the output. */
export const sums = (usage: Tokens) => {
  const input = usage.input + usage.cache_write + usage.cache_read;
  const output = usage.output + usage.thoughts;
  return { input, output, total: input + output };
};
