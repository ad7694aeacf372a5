const startsWord = (text: string, at: number): boolean => at === 0 || /[\s\-_/.·]/.test(text[at - 1] ?? '');

/** Whether the letters occur in order from there on. */
const occurs = (text: string, letters: string, from: number): boolean => {
  let at = from;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
};

/** Where a letter is best taken: right after the last one, at the start of a word, else at its first chance. */
const placeOf = (text: string, letters: string, from: number): number => {
  const letter = letters.charAt(0);
  const first = text.indexOf(letter, from);
  for (let at = first; at !== -1; at = text.indexOf(letter, at + 1))
    if ((at === from && from > 0) || startsWord(text, at))
      return occurs(text, letters.slice(1), at + 1) ? at : first;
  return first;
};

const worth = (text: string, at: number, from: number): number => {
  if (at === from && from > 0) return 5;
  return startsWord(text, at) ? 4 : 1;
};

/**
 * How well the letters of a query occur in a text in their order: higher is
 * better, null is not at all. Letters at the start of words and in a row count more.
 */
export const fuzzyScore = (query: string, text: string): number | null => {
  const letters = query.toLowerCase().replaceAll(' ', '');
  const given = text.toLowerCase();
  let score = 0;
  let from = 0;
  for (let done = 0; done < letters.length; done += 1) {
    const at = placeOf(given, letters.slice(done), from);
    if (at === -1) return null;
    score += worth(given, at, from);
    from = at + 1;
  }
  return score - given.length / 1000;
};

/** What matches, best first; an empty query leaves all in their order. */
export const fuzzyFound = <T>(
  query: string,
  all: readonly T[],
  textOf: (item: T) => string,
): readonly T[] => {
  if (query.trim() === '') return all;
  return all
    .flatMap((item, order) => {
      const score = fuzzyScore(query, textOf(item));
      return score === null ? [] : [{ item, score, order }];
    })
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ item }) => item);
};
