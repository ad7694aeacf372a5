import type { Rect } from '../screen/contract.ts';
import type { View } from './view.ts';

/** `side`: all in sight; `fold`: list and inbox share, the stage takes turns; `tiny`: one at a time. */
export type Shape = 'side' | 'fold' | 'tiny' | 'none';

export interface Layout {
  readonly shape: Shape;
  readonly header: Rect;
  readonly footer: Rect;
  /** Each with its title row on top. */
  readonly list: Rect | null;
  readonly details: Rect | null;
  readonly stage: Rect | null;
  /** What waits for you; in one row where the stage takes all. */
  readonly inbox: Rect | null;
  readonly strip: Rect | null;
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

const LEAST_DETAILS = 8;
const MOST_DETAILS = 16;

const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });

const nothing = { list: null, details: null, stage: null, inbox: null, strip: null };

const sideParts = (columns: number, rows: number, tasks: number) => {
  const inboxHeight = clamp(Math.round(rows * 0.24), 5, 15);
  const bodyHeight = rows - 2 - inboxHeight;
  const listWidth = clamp(Math.round(columns * 0.32), 34, 58);
  const spare = bodyHeight - Math.max(tasks + 2, 6);
  const detailsHeight = spare >= LEAST_DETAILS ? Math.min(spare, MOST_DETAILS) : 0;
  const listHeight = bodyHeight - detailsHeight;
  return {
    ...nothing,
    list: rect(0, 1, listWidth, listHeight),
    details: detailsHeight > 0 ? rect(0, 1 + listHeight, listWidth, detailsHeight) : null,
    // One column for the line between them.
    stage: rect(listWidth + 1, 1, columns - listWidth - 1, bodyHeight),
    inbox: rect(0, 1 + bodyHeight, columns, inboxHeight),
  };
};

const stageAlone = (columns: number, rows: number) => ({
  ...nothing,
  stage: rect(0, 1, columns, rows - 3),
  strip: rect(0, rows - 2, columns, 1),
});

const shared = (columns: number, rows: number, part: number, least: number) => {
  const body = rows - 2;
  const inboxHeight = clamp(Math.round(body * part), least, body - 4);
  return {
    ...nothing,
    list: rect(0, 1, columns, body - inboxHeight),
    inbox: rect(0, 1 + body - inboxHeight, columns, inboxHeight),
  };
};

const shapeOf = (columns: number, rows: number): Shape => {
  if (columns < 24 || rows < 6) return 'none';
  if (columns < 60 || rows < 16) return 'tiny';
  return columns >= 100 && rows >= 20 ? 'side' : 'fold';
};

const onStage = (view: View): boolean =>
  view.bar === null && (view.focus === 'stage' || view.reader !== null || view.palette !== null);

const foldParts = (view: View, tasks: number) => {
  const { columns, rows } = view.size;
  if (onStage(view)) return stageAlone(columns, rows);
  // The list takes what its tasks need, the inbox the rest; where both want more, it goes by the focus.
  const wanted = 1 - (tasks + 2) / (rows - 2);
  const least = view.focus === 'inbox' || view.bar !== null ? 0.5 : 0.36;
  return shared(columns, rows, clamp(wanted, least, 0.7), 5);
};

const tinyParts = (view: View) => {
  const { columns, rows } = view.size;
  const whole = rect(0, 1, columns, rows - 2);
  if (view.bar !== null || view.focus === 'inbox') return { ...nothing, inbox: whole };
  return onStage(view) ? stageAlone(columns, rows) : { ...nothing, list: whole };
};

/** Where everything stands. Panes keep their place whatever waits: a moved pane redraws an agent. */
export const layoutOf = (view: View, tasks: number): Layout => {
  const { columns, rows } = view.size;
  const shape = shapeOf(columns, rows);
  const frame = { shape, header: rect(0, 0, columns, 1), footer: rect(0, rows - 1, columns, 1) };
  if (shape === 'none') return { ...frame, ...nothing };
  if (shape === 'tiny') return { ...frame, ...tinyParts(view) };
  if (shape === 'fold') return { ...frame, ...foldParts(view, tasks) };
  const zoomed = view.zoom && view.bar === null && view.focus !== 'inbox';
  return { ...frame, ...(zoomed ? stageAlone(columns, rows) : sideParts(columns, rows, tasks)) };
};

const holds = (box: Rect | null, x: number, y: number): boolean =>
  box !== null && x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;

export type Part = 'header' | 'footer' | 'list' | 'details' | 'stage' | 'inbox' | 'strip';

const parts: readonly Part[] = ['list', 'details', 'stage', 'inbox', 'strip', 'header', 'footer'];

/** What is under a cell, and which of its rows (0 is its title). */
export const partAt = (layout: Layout, x: number, y: number): { part: Part; row: number } | null => {
  const part = parts.find((each) => holds(layout[each], x, y));
  const box = part === undefined ? null : layout[part];
  return part === undefined || box === null ? null : { part, row: y - box.y };
};

/** The first row of a list that keeps the selected one in sight, in the middle where it can. */
export const topOf = (count: number, selected: number, height: number): number =>
  clamp(selected - Math.floor(height / 2), 0, Math.max(0, count - height));
