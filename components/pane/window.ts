import type { CellUpdate } from '../../src/wire/cells.ts';
import type { PaneRows, Rect } from '../screen/contract.ts';

/** Rows kept in sight below the cursor, where there are any. */
const BELOW = 2;

/** The first row of a screen that a pane of another size shows: its cursor must be in sight. */
export const windowTop = ({ rows, cursor }: CellUpdate, { height }: Pick<Rect, 'height'>): number =>
  Math.max(0, Math.min(cursor.y + BELOW + 1, rows) - height);

/** The rows from there on, counted from the pane's own first one. */
export const rowsFrom = (top: number, { modes, spans, texts }: CellUpdate): PaneRows => {
  const moved = <T extends { readonly row: number }>(all: readonly T[]): readonly T[] =>
    top === 0 ? all : all.flatMap((each) => (each.row < top ? [] : [{ ...each, row: each.row - top }]));
  return { full: modes.full, spans: moved(spans), texts: moved(texts) };
};
