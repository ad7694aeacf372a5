import { parsePatch, type StructuredPatch } from 'diff';
import type { DiffAnswer } from '../../src/wire/queries.ts';
import { counted } from '../theme/format.ts';
import type { Theme } from '../theme/theme.ts';
import { wordDiff } from './diff-words.ts';
import { aligned, type Line, type Piece, piece } from './line.ts';

const NUMBER = 5;

interface Places {
  before: number;
  after: number;
}

const numbered = (number: number | null, sign: Piece, rest: Line): Line => [
  piece(`${aligned(number === null ? '' : String(number), NUMBER)} `, 'dim'),
  sign,
  ...rest,
];

const detab = (text: string): string => text.replaceAll('\t', '    ');

/** Removed rows, then added ones; row for row they are compared word by word. */
const changed = (removed: readonly string[], added: readonly string[], at: Places): readonly Line[] => {
  const pairs = removed.length === added.length ? removed.map((row, i) => wordDiff(row, added[i] ?? '')) : [];
  const minus = removed.map((row, i) =>
    numbered(at.before + i, piece('−', 'removed'), pairs[i]?.removed ?? [piece(row, 'removed')]),
  );
  const plus = added.map((row, i) =>
    numbered(at.after + i, piece('+', 'added'), pairs[i]?.added ?? [piece(row, 'added')]),
  );
  at.before += removed.length;
  at.after += added.length;
  return [...minus, ...plus];
};

const hunkLines = (hunk: StructuredPatch['hunks'][number]): readonly Line[] => {
  const at: Places = { before: hunk.oldStart, after: hunk.newStart };
  const out: Line[] = [[piece(' '.repeat(NUMBER + 1)), piece(`@@ line ${hunk.newStart}`, 'dim')]];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    out.push(...changed(removed, added, at));
    removed = [];
    added = [];
  };
  for (const row of hunk.lines) {
    const text = detab(row.slice(1));
    if (row.startsWith('-')) {
      if (added.length > 0) flush();
      removed.push(text);
    } else if (row.startsWith('+')) added.push(text);
    else {
      flush();
      if (row.startsWith('\\')) continue;
      out.push(numbered(at.after, piece(' '), [piece(text, 'dim')]));
      at.before += 1;
      at.after += 1;
    }
  }
  flush();
  return out;
};

const fileName = (file: StructuredPatch): string => {
  const clean = (name: string | undefined): string => (name ?? '').replace(/^[ab]\//, '');
  const [before, after] = [clean(file.oldFileName), clean(file.newFileName)];
  if (after === '/dev/null') return `${before} (deleted)`;
  if (before === '/dev/null') return `${after} (new)`;
  return before === after || before === '' ? after : `${before} → ${after}`;
};

const fileLines = (file: StructuredPatch): readonly Line[] => {
  const rows = file.hunks.flatMap((hunk) => hunk.lines);
  const plus = rows.filter((row) => row.startsWith('+')).length;
  const minus = rows.filter((row) => row.startsWith('-')).length;
  return [
    [],
    [
      piece(` ${fileName(file)}  `, 'accent'),
      piece(`+${plus}`, 'added'),
      piece(' '),
      piece(`−${minus}`, 'removed'),
    ],
    ...file.hunks.flatMap(hunkLines),
  ];
};

const parsed = (patch: string): readonly StructuredPatch[] | null => {
  try {
    return parsePatch(patch);
  } catch {
    return null;
  }
};

const isDiff = (value: unknown): value is DiffAnswer =>
  typeof value === 'object' && value !== null && 'patch' in value && typeof value.patch === 'string';

/** What a task changed: each file, each place, the words that differ. */
export const diffLines = (value: unknown, { glyphs }: Theme): readonly Line[] => {
  if (!isDiff(value)) return [[], [piece(' The engine gave no diff.', 'bad')]];
  const { patch, total, mixed, notes } = value;
  const remarks = [
    ...(mixed ? ['It worked in your own tree: edits of others may be among these.'] : []),
    ...notes,
  ].map((text): Line => [piece(` ${glyphs.dot} ${text}`, 'wait')]);
  if (patch === '') return [[], [piece(' It changed nothing.', 'dim')], ...remarks];
  const files = parsed(patch);
  const sum: Line = [
    piece(` ${counted(total.files, 'file')}  `),
    piece(`+${total.added}`, 'added'),
    piece(' '),
    piece(`−${total.removed}`, 'removed'),
  ];
  const body =
    files === null ? patch.split('\n').map((row): Line => [piece(` ${row}`)]) : files.flatMap(fileLines);
  return [[], sum, ...remarks, ...body];
};
