import { diffWordsWithSpace } from 'diff';
import { type Line, piece } from './line.ts';

/** Longer rows are generated or minified: colouring words in them tells nobody anything. */
const MOST_CELLS = 500;
/** Where less than this stays, the rows have nothing to do with each other. */
const LEAST_KEPT = 0.35;

export interface WordDiff {
  readonly removed: Line;
  readonly added: Line;
}

/** Two versions of a row with what differs marked word by word, or null where nothing of use is shared. */
export const wordDiff = (before: string, after: string): WordDiff | null => {
  if (before.length > MOST_CELLS || after.length > MOST_CELLS) return null;
  const parts = diffWordsWithSpace(before, after);
  const kept = parts.reduce(
    (sum, part) => (part.added || part.removed ? sum : sum + part.value.trim().length),
    0,
  );
  const longest = Math.max(before.trim().length, after.trim().length);
  if (longest === 0 || kept / longest < LEAST_KEPT) return null;
  return {
    removed: parts
      .filter((part) => !part.added)
      .map((part) => piece(part.value, part.removed ? 'removedWord' : 'removed')),
    added: parts
      .filter((part) => !part.removed)
      .map((part) => piece(part.value, part.added ? 'addedWord' : 'added')),
  };
};
