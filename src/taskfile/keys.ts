import { suggestion } from './nearest.ts';
import { type Reader, refuse } from './reader.ts';
import { written } from './scalars.ts';

const named: Readonly<Record<string, string>> = {
  enter: '\r',
  esc: '\x1b',
  tab: '\t',
  space: ' ',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  backspace: '\x7f',
  'ctrl-c': '\x03',
  'ctrl-d': '\x04',
};

const KEY = /<([a-z-]+)>/g;

/** Keys as a person writes them, `y<enter>`, as a terminal sends them. */
export const keys: Reader<string> = (tree, at) => {
  const text = written(tree, at);
  if (text === undefined) return undefined;
  if (text === '') return refuse(tree, at, 'is empty', 'say which keys answer: `y`, `1<enter>`');
  for (const [, name = ''] of text.matchAll(KEY))
    if (!Object.hasOwn(named, name))
      return refuse(tree, at, `names a key \`<${name}>\` nobody knows`, suggestion(name, Object.keys(named)));
  return text.replaceAll(KEY, (_, name: string) => named[name] ?? '');
};
