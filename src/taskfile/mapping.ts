import type { Span } from './mistake.ts';
import { nearest, suggestion } from './nearest.ts';
import { type Reader, type Reading, refuse, reject } from './reader.ts';
import type { Entry, Tree } from './tree.ts';

type Fields = Readonly<Record<string, Reader<unknown>>>;

type Given<F extends Fields> = { readonly [K in keyof F]?: F[K] extends Reader<infer T> ? T : never };

/** What a mapping held: the values that could be read, and where each key stands. */
export interface Mapped<F extends Fields> {
  readonly given: Given<F>;
  /** Keys that stand there, their value readable or not. */
  readonly keys: ReadonlyMap<string, Span>;
  readonly span: Span;
}

interface Shape<F extends Fields> {
  /** What such a mapping is called: `a task`. */
  readonly what: string;
  readonly fields: F;
  readonly required?: readonly (keyof F & string)[];
  /** Words people write for a key, or where a key belongs instead; whole hints. */
  readonly hints?: Readonly<Record<string, string>>;
}

type MapTree = Tree & { readonly kind: 'map' };

const headSpan = (tree: MapTree): Span => tree.entries[0]?.keySpan ?? tree.span;

const unknownKey = <F extends Fields>(shape: Shape<F>, entry: Entry, at: Reading): void => {
  const known = Object.keys(shape.fields);
  const hints = shape.hints ?? {};
  const hint = Object.hasOwn(hints, entry.key) ? hints[entry.key] : suggestion(entry.key, known);
  const key = entry.key.length > 60 ? `${entry.key.slice(0, 59)}…` : entry.key;
  at.report({ span: entry.keySpan, message: `unknown key \`${key}\` in ${shape.what}`, hint });
};

/** A key that is only misspelt is not missing as well. */
const stands = (key: string, tree: MapTree, known: readonly string[]): boolean =>
  tree.entries.some(
    (entry) => entry.key === key || (!known.includes(entry.key) && nearest(entry.key, known) === key),
  );

const missingKeys = <F extends Fields>(shape: Shape<F>, tree: MapTree, at: Reading): void => {
  const known = Object.keys(shape.fields);
  for (const key of shape.required ?? []) {
    if (stands(key, tree, known)) continue;
    at.report({ span: headSpan(tree), message: `${shape.what} needs \`${key}\`` });
  }
};

/** A mapping of known keys. Unknown and missing ones are reported; the rest is read all the same. */
export const mapping =
  <F extends Fields>(shape: Shape<F>): Reader<Mapped<F>> =>
  (tree, at) => {
    if (tree.kind !== 'map') return reject(tree, at, `a mapping (\`key: value\`) for ${shape.what}`);
    const given: Record<string, unknown> = {};
    const keys = new Map<string, Span>();
    for (const entry of tree.entries) {
      keys.set(entry.key, entry.keySpan);
      const reader = Object.hasOwn(shape.fields, entry.key) ? shape.fields[entry.key] : undefined;
      if (reader === undefined) unknownKey(shape, entry, at);
      else given[entry.key] = reader(entry.value, { ...at, label: `\`${entry.key}\`` });
    }
    missingKeys(shape, tree, at);
    return { given: given as Given<F>, keys, span: headSpan(tree) };
  };

/** A mapping whose keys are the person's own words. */
export const dictionary =
  <T>(item: Reader<T>, isKey: RegExp, keyRule: string): Reader<Readonly<Record<string, T>>> =>
  (tree, at) => {
    if (tree.kind === 'nothing') return {};
    if (tree.kind !== 'map') return reject(tree, at, 'a mapping (`key: value`)');
    if (tree.entries.length > 500)
      return refuse(tree, at, `has ${tree.entries.length} entries, at most 500 are allowed`);
    const pairs: [string, T][] = [];
    for (const entry of tree.entries) {
      if (!isKey.test(entry.key)) {
        at.report({ span: entry.keySpan, message: `a key in ${at.label} must be ${keyRule}` });
        continue;
      }
      const value = item(entry.value, { ...at, label: `\`${entry.key}\`` });
      if (value !== undefined) pairs.push([entry.key, value]);
    }
    return Object.fromEntries(pairs);
  };
