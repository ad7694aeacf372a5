/** The middle one: a busy machine's worst moments do not move it. */
export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

const numeric = /^[\d.,×–-]*$/;

/** A Markdown table; columns of numbers are set right. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  const right = head.map((_, at) => rows.every((row) => numeric.test(row[at] ?? '')));
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((cell, at) =>
      right[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
    );
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, at) => (right[at] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return `${[line(head), line(rule), ...rows.map(line)].join('\n')}\n`;
};

export const times = (ratio: number): string => `${ratio.toFixed(2)}×`;
