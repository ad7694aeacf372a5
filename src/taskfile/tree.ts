import type { Span } from './mistake.ts';

/** A value of the file with its place. `broken` is reported already and stays silent from then on. */
export type Tree = { readonly span: Span; readonly weight: number; readonly depth: number } & TreeBody;

export type TreeBody =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number; readonly source: string }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly source: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly entries: readonly Entry[] }
  | { readonly kind: 'broken' };

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Tree;
}

const shown = (text: string): string => {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
};

/** What stands there, in words. */
export const describeTree = (tree: Tree): string => {
  switch (tree.kind) {
    case 'text':
      return tree.value === '' ? 'empty text' : `"${shown(tree.value)}"`;
    case 'number':
    case 'boolean':
      return `\`${shown(tree.source)}\``;
    case 'nothing':
      return 'nothing';
    case 'list':
      return 'a list';
    case 'map':
      return 'a mapping';
    case 'broken':
      return 'a mistake';
  }
};
