import { type Line, padded, piece, shortened, widthOf } from './line.ts';

const GAP = 2;
const LEAST = 4;

export const isTableRow = (row: string): boolean => /^\s*\|/.test(row);

/** A bar with a backslash before it is text. */
const cellsOf = (row: string): readonly string[] =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) =>
      cell
        .trim()
        .replaceAll('\\|', '|')
        .replaceAll(/\\([\\`*_[\]<>#])/g, '$1')
        .replaceAll(/\*\*|`/g, ''),
    );

const isDivider = (cells: readonly string[]): boolean => cells.every((cell) => /^:?-+:?$/.test(cell));

/** The widest column gives way first, until all fit. */
const fitWidths = (wanted: readonly number[], room: number): readonly number[] => {
  const widths = [...wanted];
  const sum = (): number => widths.reduce((all, each) => all + each, 0);
  while (sum() > room) {
    const most = Math.max(...widths);
    if (most <= LEAST) break;
    widths[widths.indexOf(most)] = most - 1;
  }
  return widths;
};

/** A Markdown table as columns that stand under each other; numbers at the right, as the divider says. */
export const tableLines = (rows: readonly string[], width: number): readonly Line[] => {
  const table = rows.map(cellsOf);
  const divider = table.find(isDivider) ?? [];
  const body = table.filter((cells) => !isDivider(cells));
  const count = Math.max(0, ...body.map((cells) => cells.length));
  const wanted = Array.from({ length: count }, (_, at) =>
    Math.max(...body.map((cells) => widthOf(cells[at] ?? ''))),
  );
  const widths = fitWidths(wanted, width - GAP * Math.max(0, count - 1));
  return body.map((cells, row) =>
    widths.map((columns, at) => {
      const text = shortened(cells[at] ?? '', columns);
      const right = divider[at]?.endsWith(':') === true;
      const cell = right ? ' '.repeat(columns - widthOf(text)) + text : padded(text, columns);
      return piece(
        `${at === 0 ? '' : ' '.repeat(GAP)}${cell}`,
        row === 0 && divider.length > 0 ? 'dim' : 'text',
      );
    }),
  );
};
