import type { YAMLError } from 'yaml';
import type { Finding } from './mistake.ts';
import { tokensOf } from './tokens.ts';

interface Wording {
  readonly message: string;
  readonly hint?: string;
}

// The library's own words name tokens of the YAML grammar; these name what a person did.
const wordings: Partial<Record<YAMLError['code'], Wording>> = {
  TAB_AS_INDENT: { message: 'a tab cannot indent a line', hint: 'use spaces' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'this value goes on where YAML expects it to end',
    hint: 'put text with `: ` in it in quotes, and check the indentation',
  },
  MULTILINE_IMPLICIT_KEY: { message: 'a key must fit on one line', hint: 'is a `:` missing after it?' },
  KEY_OVER_1024_CHARS: { message: 'this key is longer than 1024 characters' },
  BAD_SCALAR_START: { message: 'text cannot begin with this character', hint: 'put it in quotes' },
  BAD_DQ_ESCAPE: {
    message: 'this is not an escape YAML knows',
    hint: "write \\\\ for a backslash, or use '…' quotes",
  },
  MULTIPLE_DOCS: {
    message: 'a second document begins here',
    hint: 'keep one day in one file, without `---`',
  },
  TAG_RESOLVE_FAILED: { message: 'tags such as `!x` mean nothing here', hint: 'delete the tag' },
  MULTIPLE_TAGS: { message: 'a value has at most one tag' },
  MULTIPLE_ANCHORS: { message: 'a value has at most one anchor' },
  RESOURCE_EXHAUSTION: { message: 'the values are nested too deeply' },
  BAD_DIRECTIVE: { message: 'this directive is not one YAML knows', hint: 'delete the line' },
};

const missing = (message: string): Wording => {
  if (message.includes('closing')) return { message: 'the closing quote is missing' };
  if (message.includes('without - indicator'))
    return {
      message: 'this line is indented as if it were a list item',
      hint: 'align it with its neighbours',
    };
  if (message.startsWith('Flow'))
    return { message: 'a `[…]` or `{…}` is not closed', hint: 'add the closing bracket' };
  if (message.includes('to be followed by map values'))
    return { message: 'this is no `key: value`', hint: 'is a `:` missing, or a quote before this line?' };
  return { message: lowerFirst(message) };
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1).split('\n')[0];

const wordingOf = (error: YAMLError): Wording => {
  if (error.code === 'MISSING_CHAR') return missing(error.message);
  if (error.code === 'UNEXPECTED_TOKEN')
    return { message: 'this does not belong here', hint: 'check the quotes and the indentation before it' };
  if (error.code === 'BAD_INDENT' && error.message.startsWith('Flow'))
    return { message: 'a `[…]` or `{…}` above is not closed', hint: 'add the closing bracket' };
  if (error.message.startsWith('A block sequence'))
    return { message: 'this list item is not aligned with those above', hint: 'indent all items alike' };
  return wordings[error.code] ?? { message: lowerFirst(error.message) };
};

/** Where the last quoted text begins: it is the one that never ends. */
const openQuote = (text: string): number => {
  let found = 0;
  for (const token of tokensOf(text)) if (/^["']/.test(token.source)) found = token.offset;
  return found;
};

const startOf = (text: string, error: YAMLError): number =>
  error.code === 'MISSING_CHAR' && error.message.includes('closing') ? openQuote(text) : error.pos[0];

const syntaxFinding = (text: string, error: YAMLError): Finding => {
  const start = startOf(text, error);
  return { span: { start, end: Math.max(start + 1, error.pos[1]) }, ...wordingOf(error) };
};

/** What the YAML library found, in plain words. One slip makes the library report many errors: the first of each line is the one to mend. */
export const syntaxFindings = (text: string, errors: readonly YAMLError[]): Finding[] => {
  const tooDeep = errors.find((error) => error.code === 'RESOURCE_EXHAUSTION');
  if (tooDeep !== undefined) return [syntaxFinding(text, tooDeep)];
  const ordered = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const findings: Finding[] = [];
  let last: YAMLError | undefined;
  for (const error of ordered) {
    const fresh = last === undefined || /[\r\n]/.test(text.slice(last.pos[0], error.pos[0]));
    if (fresh) findings.push(syntaxFinding(text, error));
    last = error;
  }
  return findings;
};
