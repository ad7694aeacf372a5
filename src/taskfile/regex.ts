import { type Reader, refuse } from './reader.ts';
import { line } from './scalars.ts';

/** Text that is a regular expression, with these flags. */
export const regexWith =
  (flags: string): Reader<string> =>
  (tree, at) => {
    const source = line(tree, at);
    if (source === undefined) return undefined;
    try {
      new RegExp(source, flags);
      return source;
    } catch (error) {
      const why = error instanceof Error ? error.message.replace(/^.*: /, '') : 'it does not parse';
      return refuse(tree, at, `is not a regular expression: ${why.toLowerCase()}`);
    }
  };
