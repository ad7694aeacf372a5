import { readHeading } from './diff-heading.ts';
import { paint } from './style.ts';
import { visible } from './visible.ts';

export interface DiffLook {
  readonly color: boolean;
  /** Without a terminal to read it on, it stays the patch that `git apply` takes. */
  readonly terminal?: boolean;
}

const isStart = (line: string): boolean => line.startsWith('diff --git ');

/** The patch, cut into its files. */
const filesOf = (patch: string): string[][] => {
  const files: string[][] = [];
  for (const line of patch.replace(/\n$/, '').split('\n'))
    if (isStart(line)) files.push([line]);
    else files.at(-1)?.push(line);
  return files;
};

/** `@@ -1,4 +1,6 @@ inWhat`: where the lines stand now, and in what. */
const placeOf = (line: string): string => {
  const found = /^@@ -\S+ \+(\d+)\S* @@ ?(.*)$/.exec(line);
  return found === null ? line : `line ${found[1]}${found[2] === '' ? '' : ` · ${found[2]}`}`;
};

const renderLine = (line: string, tint: ReturnType<typeof paint>): string => {
  const safe = visible(line);
  if (line.startsWith('@@')) return tint('cyan', `  ${visible(placeOf(line))}`);
  if (line.startsWith('+')) return tint('green', safe);
  if (line.startsWith('-')) return tint('red', safe);
  return line.startsWith('\\') ? tint('dim', '  (no newline at the end)') : safe;
};

const renderFile = (lines: readonly string[], tint: ReturnType<typeof paint>): string => {
  const first = lines.findIndex((line) => line.startsWith('@@'));
  const changes = first === -1 ? [] : lines.slice(first);
  const { name, about } = readHeading(first === -1 ? lines : lines.slice(0, first));
  const aside = about.length === 0 ? '' : tint('dim', ` (${about.join(', ')})`);
  const head = tint('bold', visible(name)) + aside;
  return `${[head, ...changes.map((line) => renderLine(line, tint))].join('\n')}\n`;
};

/** A patch for a person's eyes: one heading a file, then the places and lines that changed. */
export const renderDiff = (patch: string, { color, terminal = color }: DiffLook): string => {
  if (!terminal) return patch;
  const tint = paint(color);
  return filesOf(patch)
    .map((lines) => renderFile(lines, tint))
    .join('\n');
};
