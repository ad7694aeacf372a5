import type { Priced } from '../domain/money.ts';
import type { DayState } from './model.ts';

/** By whose word something is priced, in short: `agent`, `settings` or `table of 2026-11-01`. */
export const priceWord = ({ usd_source, prices_of }: Priced): string =>
  prices_of === undefined ? usd_source : `${usd_source} of ${prices_of}`;

/** The words with one more, each once. */
export const withWord = (words: readonly string[], word: string): readonly string[] =>
  words.includes(word) ? words : [...words, word];

/** By whose words the usage of these sessions is priced, each once. */
export const pricedBy = (state: DayState, sessions: Iterable<string>): readonly string[] => {
  const words = [...sessions].flatMap((id) => [...(state.sessions.get(id)?.priced_by ?? [])]);
  return [...new Set(words)].sort();
};

const spoken = (word: string): string => {
  if (word === 'agent') return "the agent's own figures";
  if (word === 'settings') return '`prices` in orch.yaml';
  return `the price ${word}`;
};

/** The same as a person reads it. */
export const pricedByText = (words: readonly string[]): string => words.map(spoken).join(' and ');
