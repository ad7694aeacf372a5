import type { Fact } from '../../domain/fact.ts';
import { type Tokens, totalTokens } from '../../domain/money.ts';
import { countOf, numberOf, textOf } from '../record.ts';
import { fieldsOf } from './fields.ts';
import type { Fields, Known, Step } from './known.ts';

const KEPT = 100;

const tokensOf = (message: Fields): Tokens => {
  const tokens = fieldsOf(message.tokens);
  const cache = fieldsOf(tokens.cache);
  return {
    input: countOf(tokens.input),
    output: countOf(tokens.output),
    cache_read: countOf(cache.read),
    cache_write: countOf(cache.write),
    thoughts: countOf(tokens.reasoning),
  };
};

/** OpenCode says 0 for what it has no price for, and for what is free: neither is known to be nothing. */
const stated = (message: Fields): number | null => {
  const usd = numberOf(message.cost);
  return usd === null || usd <= 0 ? null : usd;
};

/** Messages' names grow with time: one older than all that are kept was told of long ago. */
const isTold = ({ counted }: Known, mark: string): boolean =>
  counted.includes(mark) || (counted.length === KEPT && mark < (counted[0] ?? ''));

/** What a model's message cost, once it says so; helpers' messages count like any other. */
export const usageOf = (known: Known, message: Fields): Step => {
  const id = textOf(message.id);
  const tokens = tokensOf(message);
  const total = totalTokens(tokens);
  const mark = `${id}:${total}`;
  if (message.role !== 'assistant' || id === null || total === 0 || isTold(known, mark))
    return { facts: [], known };
  const fact: Fact = {
    type: 'session.usage',
    model: textOf(message.modelID) ?? 'unknown',
    message: id,
    tokens,
    stated_usd: stated(message),
  };
  return { facts: [fact], known: { ...known, counted: [...known.counted, mark].sort().slice(-KEPT) } };
};
