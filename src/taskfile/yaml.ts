import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
} from 'yaml';
import type { Finding, Span } from './mistake.ts';
import { syntaxFindings } from './syntax.ts';
import { tokensOf } from './tokens.ts';
import type { Entry, Tree, TreeBody } from './tree.ts';

const MAX_DEPTH = 20;
/** Values after aliases are counted out: a day of 1000 full tasks has about 50,000. */
const MAX_VALUES = 200_000;

/** A full day of 1000 tasks has about 150,000; beyond this a broken file costs the library seconds. */
const MAX_TOKENS = 300_000;

interface Growing {
  readonly findings: Finding[];
  /** Anchored values; null while one is still being built, so that a loop is seen. */
  readonly anchors: Map<string, Tree | null>;
}

const spanOf = (node: Node, fallback: Span): Span => {
  const range = node.range;
  return range && range[1] > range[0] ? { start: range[0], end: range[1] } : fallback;
};

const leaf = (span: Span, body: TreeBody): Tree => ({ span, weight: 1, depth: 1, ...body });

const branch = (span: Span, children: readonly Tree[], body: TreeBody): Tree => ({
  span,
  weight: children.reduce((sum, child) => sum + child.weight, 1),
  depth: children.reduce((deepest, child) => Math.max(deepest, child.depth), 0) + 1,
  ...body,
});

const broken = (growing: Growing, finding: Finding): Tree => {
  growing.findings.push(finding);
  return leaf(finding.span, { kind: 'broken' });
};

const scalarTree = (node: Scalar, span: Span): Tree => {
  const { value } = node;
  const source = node.source ?? String(value);
  if (typeof value === 'string') return leaf(span, { kind: 'text', value });
  if (typeof value === 'number') return leaf(span, { kind: 'number', value, source });
  if (typeof value === 'boolean') return leaf(span, { kind: 'boolean', value, source });
  return leaf(span, { kind: 'nothing' });
};

const keyText = (key: unknown): string | null => {
  if (!isScalar(key)) return null;
  if (typeof key.value === 'string') return key.value;
  return key.value === null ? null : (key.source ?? String(key.value));
};

const entryOf = (pair: Pair, seen: Set<string>, at: Span, growing: Growing): Entry | null => {
  const keySpan = spanOf(pair.key as Node, at);
  const key = keyText(pair.key);
  const value = treeOf(pair.value as Node | null, keySpan, growing);
  if (key === null) {
    growing.findings.push({ span: keySpan, message: 'a key must be plain text' });
    return null;
  }
  if (seen.has(key)) {
    growing.findings.push({
      span: keySpan,
      message: `the key \`${key}\` stands here twice`,
      hint: 'keep one of them',
    });
    return null;
  }
  seen.add(key);
  return { key, keySpan, value };
};

const aliasTree = (name: string, span: Span, growing: Growing): Tree => {
  const target = growing.anchors.get(name);
  if (target === undefined)
    return broken(growing, { span, message: `the alias \`*${name}\` has no anchor \`&${name}\` before it` });
  if (target === null) return broken(growing, { span, message: `the alias \`*${name}\` contains itself` });
  return target;
};

const collectionTree = (node: Node, span: Span, growing: Growing): Tree => {
  if (isSeq(node)) {
    const items = node.items.map((item) => treeOf(item as Node | null, span, growing));
    return branch(span, items, { kind: 'list', items });
  }
  if (!isMap(node)) return leaf(span, { kind: 'nothing' });
  const seen = new Set<string>();
  const entries = node.items
    .map((pair) => entryOf(pair, seen, span, growing))
    .filter((entry) => entry !== null);
  const values = entries.map((entry) => entry.value);
  return branch(span, values, { kind: 'map', entries });
};

const bounded = (tree: Tree, growing: Growing): Tree => {
  if (tree.depth > MAX_DEPTH)
    return broken(growing, { span: tree.span, message: 'the values are nested too deeply' });
  if (tree.weight > MAX_VALUES)
    return broken(growing, {
      span: tree.span,
      message: `this grows to more than ${MAX_VALUES.toLocaleString('en-US')} values`,
      hint: 'use fewer aliases (`*name`)',
    });
  return tree;
};

const treeOf = (node: Node | null, fallback: Span, growing: Growing): Tree => {
  if (node === null) return leaf(fallback, { kind: 'nothing' });
  const span = spanOf(node, fallback);
  if (isAlias(node)) return aliasTree(node.source, span, growing);
  const anchor = (node as Scalar).anchor;
  if (anchor !== undefined) growing.anchors.set(anchor, null);
  const tree = bounded(
    isScalar(node) ? scalarTree(node, span) : collectionTree(node, span, growing),
    growing,
  );
  if (anchor !== undefined) growing.anchors.set(anchor, tree);
  return tree;
};

const tooManyTokens = (text: string): Finding | null => {
  let count = 0;
  for (const token of tokensOf(text)) {
    count += 1;
    if (count > MAX_TOKENS)
      return {
        span: { start: token.offset, end: token.offset + 1 },
        message: `the file has more than ${MAX_TOKENS.toLocaleString('en-US')} pieces up to here`,
        hint: 'make several files of it',
      };
  }
  return null;
};

/**
 * YAML (or JSON, which YAML contains) → a tree of placed values, or what is wrong with it.
 * Aliases share their target instead of copying it, so no file can grow in memory;
 * duplicate keys are found here because the library compares each key with each.
 */
export const readYaml = (
  text: string,
): { readonly tree: Tree | null; readonly findings: readonly Finding[] } => {
  const crowded = tooManyTokens(text);
  if (crowded !== null) return { tree: null, findings: [crowded] };
  const document: Document = parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: false,
  });
  const errors = [...document.errors, ...document.warnings];
  if (errors.length > 0) return { tree: null, findings: syntaxFindings(text, errors) };
  const growing: Growing = { findings: [], anchors: new Map() };
  const tree = treeOf(document.contents, { start: 0, end: 1 }, growing);
  return { tree, findings: growing.findings };
};
