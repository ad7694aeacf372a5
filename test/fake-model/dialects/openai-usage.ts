import type { Tokens } from '../../../src/domain/money.ts';

/** What is read from and written to the cache is part of the input here, and thoughts part of the output. */
export const sums = (usage: Tokens) => {
  const input = usage.input + usage.cache_write + usage.cache_read;
  const output = usage.output + usage.thoughts;
  return { input, output, total: input + output };
};
