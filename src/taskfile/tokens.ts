import { Lexer } from 'yaml';

interface Token {
  readonly source: string;
  readonly offset: number;
}

// Marks the lexer puts between its tokens; they are not part of the text.
const MARKS = new Set(['\u0002', '\u0018', '\u001F']);

/** The smallest pieces of a YAML text, each with its place. */
export function* tokensOf(text: string): Generator<Token> {
  let offset = 0;
  for (const source of new Lexer().lex(text)) {
    if (MARKS.has(source)) continue;
    yield { source, offset };
    offset += source.length;
  }
}
