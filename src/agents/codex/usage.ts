import type { Fact } from '../../domain/fact.ts';
import type { Tokens } from '../../domain/money.ts';
import { countOf } from '../record.ts';

/** As Codex counts: what is cached or written to the cache is part of the input, reasoning part of the output. */
export interface CodexUsage {
  readonly input: unknown;
  readonly cached: unknown;
  readonly written: unknown;
  readonly output: unknown;
  readonly reasoning: unknown;
}

/** The same in kinds that do not overlap. */
export const tokensOf = (usage: CodexUsage): Tokens => {
  const [cache_read, cache_write] = [countOf(usage.cached), countOf(usage.written)];
  const thoughts = countOf(usage.reasoning);
  return {
    input: Math.max(0, countOf(usage.input) - cache_read - cache_write),
    output: Math.max(0, countOf(usage.output) - thoughts),
    cache_read,
    cache_write,
    thoughts,
  };
};

export const usageFact = (model: string, message: string, usage: CodexUsage): Fact => ({
  type: 'session.usage',
  model,
  message,
  tokens: tokensOf(usage),
  stated_usd: null,
});
