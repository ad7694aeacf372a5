import type { Rect } from '../screen/contract.ts';

/** More live panes than this are too small to read. */
export const MOST_PANES = 6;
/** An agent's screen narrower or lower than this says little. */
const LEAST = { width: 40, height: 8 };

/** How far a cell is from a terminal's usual shape; too small a cell is worse than any shape. */
const misfit = (area: Rect, columns: number, rows: number): number => {
  const [width, height] = [area.width / columns, area.height / rows];
  const cramped = Math.max(0, LEAST.width - width) * 2 + Math.max(0, LEAST.height - height) * 8;
  return cramped * 10 + Math.abs(Math.log(width / height / 3));
};

const shapeFor = (area: Rect, count: number): { columns: number; rows: number } => {
  let best = { columns: 1, rows: count };
  for (let columns = 2; columns <= Math.min(3, count); columns += 1) {
    const rows = Math.ceil(count / columns);
    if (misfit(area, columns, rows) < misfit(area, best.columns, best.rows)) best = { columns, rows };
  }
  return best;
};

/** Where part `at` of `count` begins, so that all parts together fill `length`. */
const edge = (length: number, count: number, at: number): number => Math.round((length * at) / count);

/** Places up to six panes so that they fill the area; a row with fewer panes shares its whole width. */
export const gridRects = (area: Rect, count: number): Rect[] => {
  const shown = Math.min(MOST_PANES, Math.max(0, count));
  const { columns, rows } = shapeFor(area, Math.max(1, shown));
  return Array.from({ length: shown }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, shown - row * columns);
    const col = index % columns;
    const [left, right] = [edge(area.width, inRow, col), edge(area.width, inRow, col + 1)];
    const [top, bottom] = [edge(area.height, rows, row), edge(area.height, rows, row + 1)];
    return { x: area.x + left, y: area.y + top, width: right - left, height: bottom - top };
  });
};
