import MiniSearch from 'minisearch';
import type { Passage } from './passages.ts';

const BEST = 5;
/** One letter in five may be wrong. */
const FUZZY = 0.2;

/** The best passages for a query as text, each with where it comes from. */
export const recall = (query: string, passages: readonly Passage[]): string => {
  const index = new MiniSearch<Passage>({ fields: ['text', 'from'], searchOptions: { boost: { text: 2 } } });
  index.addAll(passages);
  const found = index.search(query, { prefix: true, fuzzy: FUZZY }).slice(0, BEST);
  const texts = found.flatMap(({ id }) => passages.find((passage) => passage.id === id) ?? []);
  if (texts.length === 0) return 'Nothing was noted about this in earlier tasks.';
  return texts.map(({ from, text }, at) => `${at + 1}. ${from}\n${text}`).join('\n\n');
};
