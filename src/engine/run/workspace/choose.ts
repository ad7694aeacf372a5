import { type Change, type Entry, isFile, sameEntry } from './changes.ts';

/** What happens to one file of the tree that a task's work is brought into. */
export type Choice =
  | { readonly do: 'keep'; readonly path: string }
  | { readonly do: 'take'; readonly path: string; readonly entry: Entry }
  /** Both sides changed it: their lines must fit together. */
  | {
      readonly do: 'merge';
      readonly path: string;
      /** Ground both sides may stem from, likeliest first. */
      readonly bases: readonly NonNullable<Entry>[];
      readonly mine: NonNullable<Entry>;
      readonly theirs: NonNullable<Entry>;
    }
  | { readonly do: 'clash'; readonly path: string };

export interface Wanted {
  readonly path: string;
  /** The file before the task's work, then as an earlier apply left it. */
  readonly known: readonly Entry[];
  readonly theirs: Entry;
}

/**
 * What is wanted of each file. An earlier apply counts as known ground: what it
 * brought may be replaced, and what the task took back since goes back.
 */
export const wantedOf = (changes: readonly Change[], sinceApplied: readonly Change[] | null): Wanted[] => {
  const applied = new Map(sinceApplied?.map(({ path, before }) => [path, before]));
  const wanted = new Map<string, Wanted>();
  for (const { path, before, after } of changes) {
    const left = applied.has(path) ? (applied.get(path) ?? null) : after;
    const known = sinceApplied === null ? [before] : [before, left];
    wanted.set(path, { path, known, theirs: after });
  }
  for (const { path, before, after } of sinceApplied ?? [])
    if (!wanted.has(path)) wanted.set(path, { path, known: [after, before], theirs: after });
  return [...wanted.values()];
};

const present = (entry: Entry): entry is NonNullable<Entry> => entry !== null;

/** Decides for one file; nothing of the person's is ever replaced unless it is known ground. */
export const choose = ({ path, known, theirs }: Wanted, mine: Entry): Choice => {
  if (sameEntry(mine, theirs)) return { do: 'keep', path };
  if (known.some((entry) => sameEntry(entry, mine))) return { do: 'take', path, entry: theirs };
  const bases = known.filter(present).filter(isFile);
  if (bases.length === 0 || !present(mine) || !present(theirs)) return { do: 'clash', path };
  if (!isFile(mine) || !isFile(theirs)) return { do: 'clash', path };
  return { do: 'merge', path, bases, mine, theirs };
};
