/** What the lines above a file's first change say about it. */
export interface Heading {
  readonly name: string;
  readonly about: readonly string[];
}

const after = (lines: readonly string[], start: string): string | null =>
  lines.find((line) => line.startsWith(start))?.slice(start.length) ?? null;

/** `diff --git a/NAME b/NAME` names it twice; quotes stand around names with odd characters. */
const nameIn = (first: string): string => {
  const both = first.slice('diff --git '.length);
  const half = both.slice(0, (both.length - 1) / 2);
  return half.startsWith('"') ? `"${half.slice('"a/'.length)}` : half.slice('a/'.length);
};

const kind = (lines: readonly string[]): string | null => {
  if (after(lines, 'new file mode 120000') !== null) return 'new link';
  if (after(lines, 'new file mode') !== null) return 'new';
  return after(lines, 'deleted file mode') === null ? null : 'deleted';
};

const rights = (lines: readonly string[]): string | null => {
  const mode = after(lines, 'new mode ') ?? after(lines, 'new file mode ');
  if (mode === '100755') return 'runnable';
  return after(lines, 'old mode ') === '100755' ? 'no longer runnable' : null;
};

/** Reads the header of one file in a patch. */
export const readHeading = (lines: readonly string[]): Heading => {
  const from = after(lines, 'rename from ');
  const to = after(lines, 'rename to ');
  const moved = from !== null && to !== null;
  const binary = lines.includes('GIT binary patch') ? 'binary' : null;
  return {
    name: moved ? `${from} → ${to}` : nameIn(lines[0] ?? ''),
    about: [moved ? 'renamed' : kind(lines), rights(lines), binary].filter((text) => text !== null),
  };
};
