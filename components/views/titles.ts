import type { Theme } from '../theme/theme.ts';
import { fitted, type Line, lineWidth, piece, spread } from './line.ts';

/** A title set into a horizontal line: `─ TASKS ───────`; bright where the keys go. */
export const titleRule = (title: Line, width: number, theme: Theme, right: Line = []): Line => {
  const { rule } = theme.glyphs;
  const edge = right.length === 0 ? [] : [piece(' '), ...right, piece(` ${rule}`, 'rule')];
  const left = title.length === 0 ? [] : [piece(`${rule} `, 'rule'), ...title, piece(' ')];
  const filling = width - lineWidth(left) - lineWidth(edge);
  if (filling < 0) return spread(left, lineWidth(edge) < width / 2 ? edge : [], width);
  return fitted([...left, piece(rule.repeat(filling), 'rule'), ...edge], width);
};

/** The same line with a joint where another meets it; a title that stands there keeps its letters. */
export const withJoint = (line: Line, x: number, sign: string, theme: Theme): Line => {
  let from = 0;
  return line.flatMap((each) => {
    const at = x - from;
    from += each.text.length;
    if (at < 0 || at >= each.text.length || each.text[at] !== theme.glyphs.rule) return [each];
    const split = [each.text.slice(0, at), sign, each.text.slice(at + 1)];
    return split.map((text) => ({ ...each, text }));
  });
};

/** How a part's name is written: in the accent where the keys go. */
export const partTitle = (name: string, focused: boolean): Line => [piece(name, focused ? 'accent' : 'dim')];
