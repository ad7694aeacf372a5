import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Text cut to so many columns, with `…` where something is missing. */
export const cut = (text: string, columns: number): string => {
  if (stringWidth(text) <= columns) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (stringWidth(kept + segment) > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
};

/** Text of exactly so many columns, from the left or the right. */
export const column = (text: string, columns: number, align: 'left' | 'right' = 'left'): string => {
  const fitting = cut(text, columns);
  const space = ' '.repeat(Math.max(0, columns - stringWidth(fitting)));
  return align === 'left' ? fitting + space : space + fitting;
};

/** The widest of some texts, within bounds. */
export const widest = (texts: readonly string[], least: number, most: number): number =>
  Math.min(most, Math.max(least, ...texts.map((text) => stringWidth(text))));

/** Parts joined by a separator and broken into lines; a part is cut only when it fills a line alone. */
export const flow = (parts: readonly string[], separator: string, columns: number): string[] => {
  const lines: string[] = [];
  parts.forEach((part, index) => {
    const piece = cut(index < parts.length - 1 ? part + separator : part, columns);
    const last = lines.at(-1);
    if (last !== undefined && stringWidth(`${last} ${piece}`) <= columns)
      lines[lines.length - 1] = `${last} ${piece}`;
    else lines.push(piece);
  });
  return lines;
};
