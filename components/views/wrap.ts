import { clipped, harmless, widthOf } from './line.ts';

const wrapOne = (text: string, width: number): string[] => {
  const rows: string[] = [];
  let row = '';
  const flush = (): void => {
    rows.push(row);
    row = '';
  };
  for (const word of text.split(/(?<= )/)) {
    if (row !== '' && widthOf(row) + widthOf(word.trimEnd()) > width) flush();
    let rest = word;
    while (widthOf(rest.trimEnd()) > width) {
      const head = clipped(rest, width);
      if (head === '') return [...rows, row];
      rows.push(head);
      rest = rest.slice(head.length);
    }
    row += rest;
  }
  flush();
  return rows.map((each) => each.trimEnd());
};

/** Text as rows of at most so many cells; its own line breaks stay. */
export const wrapped = (text: string, width: number): string[] =>
  width <= 0
    ? []
    : text
        .replaceAll('\r\n', '\n')
        .split('\n')
        .flatMap((each) => wrapOne(harmless(each.replaceAll('\t', '  ')), width));
