import { suggestion } from './nearest.ts';
import { type Reader, refuse, reject } from './reader.ts';
import type { Tree } from './tree.ts';

export const MAX_TEXT = 100_000;
const MAX_LINE = 500;

// A quoted "\e" may still smuggle in what the raw text may not hold; tab and line feed are fine in prose.
const CONTROL_IN_PROSE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;
const CONTROL_IN_LINE = /[\u0000-\u001F\u007F-\u009F]/;

const checkedText = (value: string, tree: Tree, at: Parameters<Reader<string>>[1], most: number) => {
  if (value.trim() === '') return refuse(tree, at, 'is empty');
  if (value.length > most)
    return refuse(tree, at, `is too long: ${value.length} characters, at most ${most} are allowed`);
  return value;
};

/** Text of any number of lines. */
export const prose: Reader<string> = (tree, at) => {
  if (tree.kind !== 'text') return reject(tree, at, 'text', quoteHint(tree));
  const value = tree.value.replace(/\r\n?/g, '\n');
  if (CONTROL_IN_PROSE.test(value)) return refuse(tree, at, 'contains a control character');
  return checkedText(value, tree, at, MAX_TEXT);
};

const quoteHint = (tree: Tree): string | undefined =>
  tree.kind === 'number' || tree.kind === 'boolean' ? `in quotes it is text: "${tree.source}"` : undefined;

/** Text on one line. */
export const line: Reader<string> = (tree, at) => {
  if (tree.kind !== 'text') return reject(tree, at, 'text', quoteHint(tree));
  const value = tree.value.trim();
  if (CONTROL_IN_LINE.test(value))
    return refuse(tree, at, 'must be one line of text without control characters');
  return checkedText(value, tree, at, MAX_LINE);
};

/** Text as written, also where YAML sees a number or a boolean: `id: 001`, `PORT: 8080`. May be empty. */
export const written: Reader<string> = (tree, at) => {
  if (tree.kind === 'number' || tree.kind === 'boolean') return tree.source;
  if (tree.kind !== 'text') return reject(tree, at, 'text');
  if (tree.value.includes('\0')) return refuse(tree, at, 'contains a NUL character');
  if (tree.value.length > MAX_TEXT)
    return refuse(tree, at, `is too long: ${tree.value.length} characters, at most ${MAX_TEXT} are allowed`);
  return tree.value;
};

/** One of a few words. */
export const choice =
  <const T extends string>(words: readonly T[]): Reader<T> =>
  (tree, at) => {
    const listed = words.map((word) => `\`${word}\``);
    const expected = `${listed.slice(0, -1).join(', ')} or ${listed.at(-1)}`;
    if (tree.kind !== 'text') return reject(tree, at, expected);
    const found = words.find((word) => word === tree.value);
    return found ?? reject(tree, at, expected, suggestion(tree.value, words));
  };

interface Bounds {
  readonly least: number;
  readonly most: number;
}

const grouped = (value: number): string => value.toLocaleString('en-US');

/** A whole number within bounds. */
export const whole =
  ({ least, most }: Bounds): Reader<number> =>
  (tree, at) => {
    const expected = `a whole number from ${grouped(least)} to ${grouped(most)}`;
    if (tree.kind !== 'number' || !Number.isInteger(tree.value)) return reject(tree, at, expected);
    return tree.value < least || tree.value > most ? reject(tree, at, expected) : tree.value;
  };

const MOST_USD = 100_000;

/** An amount of money above nothing. */
export const usd: Reader<number> = (tree, at) => {
  const expected = `an amount of USD above 0 and at most ${grouped(MOST_USD)}`;
  const hint = tree.kind === 'text' ? 'write the number alone, such as 12.50' : undefined;
  if (tree.kind !== 'number' || !(tree.value > 0 && tree.value <= MOST_USD))
    return reject(tree, at, expected, hint);
  return tree.value;
};

/** A price per million tokens: nothing is allowed too, for models that run at home. */
export const price: Reader<number> = (tree, at) =>
  tree.kind === 'number' && tree.value >= 0 && tree.value <= MOST_USD
    ? tree.value
    : reject(tree, at, 'an amount of USD, 0 or more');

/** `true` or `false`. */
export const yesNo: Reader<boolean> = (tree, at) => {
  if (tree.kind === 'boolean') return tree.value;
  const word = tree.kind === 'text' ? tree.value.toLowerCase() : '';
  const meant = { yes: 'true', on: 'true', no: 'false', off: 'false' }[word];
  return reject(
    tree,
    at,
    '`true` or `false`',
    meant === undefined ? undefined : `did you mean \`${meant}\`?`,
  );
};
