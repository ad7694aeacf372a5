/** A stretch of the text, as UTF-16 offsets; `end` is one past the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One thing wrong with a file. Lines and columns count from 1; columns and length count characters. */
export interface Mistake {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly message: string;
  readonly hint?: string;
}

/** A mistake before it is turned into lines and columns. */
export interface Finding {
  readonly span: Span;
  readonly message: string;
  readonly hint?: string | undefined;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Every line of the text without its line end. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

/** Where each line begins. */
const lineStarts = (text: string): number[] => {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  return starts;
};

const lineIndexAt = (starts: readonly number[], offset: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

const characters = (text: string): number => Array.from(text).length;

const located = (text: string, starts: readonly number[], finding: Finding): Mistake => {
  const start = Math.min(Math.max(finding.span.start, 0), text.length);
  const line = lineIndexAt(starts, start);
  const lineStart = starts[line] ?? 0;
  const lineEnd = (starts[line + 1] ?? text.length + 1) - 1;
  const end = Math.min(Math.max(finding.span.end, start), Math.max(lineEnd, start));
  return {
    line: line + 1,
    column: characters(text.slice(lineStart, start)) + 1,
    length: Math.max(1, characters(text.slice(start, end).trimEnd())),
    message: finding.message,
    ...(finding.hint === undefined ? {} : { hint: finding.hint }),
  };
};

/** Findings as mistakes, in the order of the text, each once. */
export const mistakesOf = (text: string, findings: readonly Finding[]): Mistake[] => {
  const starts = lineStarts(text);
  const mistakes = findings.map((finding) => located(text, starts, finding));
  mistakes.sort((a, b) => a.line - b.line || a.column - b.column);
  const seen = new Set<string>();
  return mistakes.filter((mistake) => {
    const key = `${mistake.line}:${mistake.column}:${mistake.message}`;
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
};

/** The line (from 1) an offset lies on. */
export const lineAt = (text: string, offset: number): number =>
  (text.slice(0, offset).match(/\r\n|\r|\n/g)?.length ?? 0) + 1;
