import type { Finding, Span } from './mistake.ts';
import { describeTree, type Tree } from './tree.ts';

/** Where a reader stands: what the value is called, and where mistakes go. */
export interface Reading {
  readonly label: string;
  readonly report: (finding: Finding) => void;
}

/** Takes a value out of the tree; undefined once it has reported why it cannot. */
export type Reader<T> = (tree: Tree, at: Reading) => T | undefined;

/** A value with its place, for mistakes that show only when the whole file is known. */
export interface Placed<T> {
  readonly value: T;
  readonly span: Span;
}

/** Says what was expected and what stands there. */
export const reject = (tree: Tree, at: Reading, expected: string, hint?: string): undefined => {
  if (tree.kind === 'broken') return undefined;
  const message = `${at.label} must be ${expected}, found ${describeTree(tree)}`;
  at.report({ span: tree.span, message, hint });
  return undefined;
};

/** Says what is wrong with a value of the right type. */
export const refuse = (tree: Tree, at: Reading, complaint: string, hint?: string): undefined => {
  at.report({ span: tree.span, message: `${at.label} ${complaint}`, hint });
  return undefined;
};

export const placed =
  <T>(reader: Reader<T>): Reader<Placed<T>> =>
  (tree, at) => {
    const value = reader(tree, at);
    return value === undefined ? undefined : { value, span: tree.span };
  };

interface ListLimits {
  readonly of: string;
  readonly most: number;
  /** Said when there is no item, where one is needed. */
  readonly empty?: string;
}

const holdsNothing = (tree: Tree): boolean =>
  tree.kind === 'nothing' || (tree.kind === 'list' && tree.items.length === 0);

/** A list; nothing after the key is an empty one, so that a person can comment all items out. */
export const list =
  <T>(item: Reader<T>, limits: ListLimits): Reader<readonly T[]> =>
  (tree, at) => {
    if (limits.empty !== undefined && holdsNothing(tree)) return refuse(tree, at, 'is empty', limits.empty);
    if (tree.kind === 'nothing') return [];
    if (tree.kind !== 'list') return reject(tree, at, `a list of ${limits.of}`, 'begin each item with `- `');
    if (tree.items.length > limits.most)
      return refuse(tree, at, `has ${tree.items.length} items, at most ${limits.most} are allowed`);
    const values = tree.items.map((each, index) =>
      item(each, { ...at, label: `item ${index + 1} of ${at.label}` }),
    );
    return values.filter((value) => value !== undefined);
  };

/** One value, or a list of them. */
export const oneOrMore =
  <T>(item: Reader<T>, limits: ListLimits): Reader<readonly T[]> =>
  (tree, at) => {
    if (tree.kind === 'list') return list(item, limits)(tree, at);
    const value = item(tree, at);
    return value === undefined ? undefined : [value];
  };
