import type { Fact } from '../../domain/fact.ts';
import type { Tokens } from '../../domain/money.ts';
import { countOf, isObject, textOf } from '../record.ts';

type Row = Readonly<Record<string, unknown>>;

/** As Gemini counts what is cached is part of the input; thoughts stand beside the output, and what tools put in beside the input. */
const tokensOf = (tokens: Row): Tokens => ({
  input: Math.max(0, countOf(tokens.input) - countOf(tokens.cached)) + countOf(tokens.tool),
  output: countOf(tokens.output),
  cache_read: countOf(tokens.cached),
  cache_write: 0,
  thoughts: countOf(tokens.thoughts),
});

/** A message's usage, as its record has it; each row of it says all of it again. */
export const usageFacts = (row: Row): readonly Fact[] => {
  const id = textOf(row.id);
  if (row.type !== 'gemini' || id === null || !isObject(row.tokens)) return [];
  const model = textOf(row.model) ?? 'unknown';
  return [{ type: 'session.usage', model, message: id, tokens: tokensOf(row.tokens), stated_usd: null }];
};
