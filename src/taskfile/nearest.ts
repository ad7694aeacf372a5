import { closest, distance } from 'fastest-levenshtein';

const LONGEST = 60;

const bare = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '');

/** The known word a person most likely meant, or null when none is near. */
export const nearest = (word: string, known: readonly string[]): string | null => {
  if (word.length > LONGEST || known.length === 0) return null;
  const same = known.find((each) => bare(each) === bare(word));
  if (same !== undefined) return same;
  const near = closest(word, known);
  const shorter = Math.min(word.length, near.length);
  // Two swapped letters count as two changes, and happen in short words too.
  const allowed = shorter < 4 ? 1 : Math.max(2, Math.floor(shorter / 3));
  return distance(word, near) <= allowed ? near : null;
};

const LISTED = 12;

/** `did you mean …?`, or what there is to choose from. */
export const suggestion = (word: string, known: readonly string[]): string => {
  const near = nearest(word, known);
  if (near !== null) return `did you mean \`${near}\`?`;
  const listed = known.slice(0, LISTED).map((each) => `\`${each}\``);
  const rest = known.length > LISTED ? ', …' : '';
  return `known: ${listed.join(', ')}${rest}`;
};
