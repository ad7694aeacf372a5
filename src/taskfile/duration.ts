import { type Reader, reject } from './reader.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const LONGEST = 7 * 24 * HOUR;

const PATTERN =
  /^(?:(?<hours>\d{1,6}(?:\.\d{1,3})?)h)? ?(?:(?<minutes>\d{1,6}(?:\.\d{1,3})?)m)? ?(?:(?<seconds>\d{1,6}(?:\.\d{1,3})?)s)?$/;

/** `45m`, `90s`, `2h`, `1h30m` → milliseconds, or null. */
export const durationMs = (text: string): number | null => {
  const groups = PATTERN.exec(text.trim())?.groups;
  if (groups === undefined || text.trim() === '') return null;
  const part = (name: string, unit: number): number => Number(groups[name] ?? 0) * unit;
  return Math.round(part('hours', HOUR) + part('minutes', MINUTE) + part('seconds', SECOND));
};

const inBounds = (ms: number): boolean => ms >= SECOND && ms <= LONGEST;

/** A stretch of time with its unit. */
export const duration: Reader<number> = (tree, at) => {
  const expected = 'a duration from 1s to 168h such as `45m`, `90s` or `1h30m`';
  if (tree.kind === 'number') return reject(tree, at, expected, `add a unit: \`${tree.source}m\``);
  if (tree.kind !== 'text') return reject(tree, at, expected);
  const ms = durationMs(tree.value);
  return ms === null || !inBounds(ms) ? reject(tree, at, expected) : ms;
};

/** A step's time limit: milliseconds, as delegated tasks write it, or a duration with its unit. */
export const stepTimeout: Reader<number> = (tree, at) => {
  if (tree.kind === 'text') return duration(tree, at);
  const valid =
    tree.kind === 'number' && Number.isInteger(tree.value) && tree.value >= 1 && tree.value <= LONGEST;
  return valid ? tree.value : reject(tree, at, 'a number of milliseconds from 1 to 604,800,000');
};
