import type { DemoAction } from '../domain/task.ts';
import { list, type Reader, reject } from './reader.ts';
import { written } from './scalars.ts';
import type { Tree } from './tree.ts';

type DemoValue = DemoAction[string];

const words = list(written, { of: 'text', most: 1000 });

const value: Reader<DemoValue> = (tree, at) => {
  if (tree.kind === 'number' && Number.isFinite(tree.value)) return tree.value;
  if (tree.kind === 'boolean') return tree.value;
  if (tree.kind === 'text') return written(tree, at);
  return tree.kind === 'list'
    ? words(tree, at)
    : reject(tree, at, 'text, a number, true, false or a list of text');
};

const named = (tree: Tree): string | null => {
  const entry = tree.kind === 'map' ? tree.entries.find((each) => each.key === 'do') : undefined;
  return entry?.value.kind === 'text' ? entry.value.value : null;
};

/** One line of a demo script: what it does, the rest as data for the demo agent to judge. */
export const demoAction: Reader<DemoAction> = (tree, at) => {
  const action = named(tree);
  if (tree.kind !== 'map' || action === null)
    return reject(tree, at, 'a mapping with the key `do`, such as `{do: say, text: Hello}`');
  const pairs = tree.entries.map((entry) => [
    entry.key,
    value(entry.value, { ...at, label: `\`${entry.key}\`` }),
  ]);
  return { ...Object.fromEntries(pairs.filter(([, each]) => each !== undefined)), do: action };
};
