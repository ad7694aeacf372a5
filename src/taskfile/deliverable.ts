import type { Deliverable } from '../domain/task.ts';
import { insideProject } from './project-path.ts';
import type { Reader } from './reader.ts';
import { line } from './scalars.ts';

const EXTENSION = /[^/.]\.[A-Za-z][A-Za-z0-9]{0,9}$/;
const DOTFILE = /(?:^|\/)\.[A-Za-z][\w.-]*$/;
const BARE_NAMES = /(?:^|\/)(?:[A-Z]\w*file|LICENSE|README|CHANGELOG|NOTICE|AUTHORS|CODEOWNERS)$/;
// `Node.js` names a product, `e.g.` and `i.e.` nothing at all.
const NO_FILE = /^(?:[A-Z]\w*\.(?:js|JS|io|ai|NET)|e\.g|i\.e|a\.k\.a)$/;
const GLOB = /[*?]|\{.*,.*\}/;

const bareWord = (word: string): string => word.replace(/^["'`(<[]+/, '').replace(/["'`>\],;:!?]+$/, '');

const withoutFullStop = (word: string): string => word.replace(/\.+$/, '');

const unwrapped = (word: string): string => {
  const bare = withoutFullStop(bareWord(word));
  const closes = bare.endsWith(')') && !bare.includes('(');
  return closes ? bareWord(bare.slice(0, -1)) : bare;
};

/** In prose a slash alone proves nothing (`client/server`): an ending or a trailing slash does. */
const namesFile = (word: string): boolean =>
  !NO_FILE.test(word) &&
  !/^[a-z]+:\/\//i.test(word) &&
  (EXTENSION.test(word) || DOTFILE.test(word) || BARE_NAMES.test(word) || /[^/]\/$/.test(word));

const pathIn = (text: string): string | null => {
  const words = text.split(/\s+/).map(unwrapped);
  if (words.length === 1) {
    const word = words[0] ?? '';
    const isPath = !GLOB.test(word) && (namesFile(word) || /^[^:]*\/./.test(word));
    return isPath ? word : null;
  }
  const paths = words.filter(namesFile);
  const [path] = paths;
  return path !== undefined && paths.length === 1 && !GLOB.test(path) ? path : null;
};

/** What a line under `deliverables` promises: its path where exactly one is named, else prose for the human. */
export const deliverableOf = (text: string): Deliverable => ({ text, path: pathIn(text) });

/** One entry of `deliverables`. */
export const deliverable: Reader<Deliverable> = (tree, at) => {
  const text = line(tree, at);
  if (text === undefined) return undefined;
  const found = deliverableOf(text);
  const path = found.path ?? (/\s/.test(text) ? null : text);
  const inside = path === null || insideProject(path, tree, at) !== undefined;
  return inside ? found : undefined;
};
