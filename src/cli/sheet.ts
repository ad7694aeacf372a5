import type { paint } from './style.ts';

/** Reports are laid out for this many columns, whatever the terminal has. */
export const WIDTH = 80;

export type Brush = ReturnType<typeof paint>;

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const MOST_NAMED = 8;

/** The first of some ids, and how many there are when that is not all. */
export const firstOf = (ids: readonly string[]): string[] =>
  ids.length > MOST_NAMED ? [...ids.slice(0, MOST_NAMED), `${ids.length} tasks in all`] : [...ids];
