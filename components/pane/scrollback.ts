import type { Found } from '../../src/wire/history.ts';

/** A cell among all lines of a terminal, the oldest being line 0. */
export interface Place {
  readonly line: number;
  readonly col: number;
}

export interface Selection {
  readonly from: Place;
  readonly to: Place;
}

/** A pane that shows older lines instead of its live screen. */
export interface Scrollback {
  readonly top: number;
  readonly total: number;
  readonly rows: number;
  readonly matches: readonly Found[];
  /** Which of them is the one looked at; -1: none. */
  readonly match: number;
  readonly selection: Selection | null;
}

const lastTop = ({ total, rows }: Pick<Scrollback, 'total' | 'rows'>): number => Math.max(0, total - rows);

const within = (state: Scrollback, top: number): Scrollback => ({
  ...state,
  top: Math.max(0, Math.min(lastTop(state), top)),
});

/** Looks at the newest lines. */
export const opened = (total: number, rows: number): Scrollback => ({
  top: lastTop({ total, rows }),
  total,
  rows,
  matches: [],
  match: -1,
  selection: null,
});

/** Down for positive numbers. */
export const scrolled = (state: Scrollback, by: number): Scrollback => within(state, state.top + by);

export const isAtEnd = (state: Scrollback): boolean => state.top >= lastTop(state);

/** The pane has another height, or the terminal has more lines. */
export const refitted = (state: Scrollback, total: number, rows: number): Scrollback =>
  within({ ...state, total, rows }, state.top);

const shownLine = (state: Scrollback, line: number): Scrollback => {
  const inSight = line >= state.top && line < state.top + state.rows;
  return inSight ? state : within(state, line - Math.floor(state.rows / 2));
};

/** Goes to the match nearest above the last line in sight. */
export const searched = (state: Scrollback, matches: readonly Found[]): Scrollback => {
  const above = matches.findLastIndex(({ line }) => line < state.top + state.rows);
  const match = above < 0 && matches.length > 0 ? 0 : above;
  const found = matches[match];
  const next = { ...state, matches, match };
  return found === undefined ? next : shownLine(next, found.line);
};

/** Another match, round and round. */
export const stepped = (state: Scrollback, by: 1 | -1): Scrollback => {
  const count = state.matches.length;
  if (count === 0) return state;
  const match = (state.match + by + count) % count;
  const found = state.matches[match];
  return found === undefined ? state : shownLine({ ...state, match }, found.line);
};

export const selectedFrom = (state: Scrollback, from: Place): Scrollback => ({
  ...state,
  selection: { from, to: from },
});

export const selectedTo = (state: Scrollback, to: Place): Scrollback =>
  state.selection === null ? state : { ...state, selection: { ...state.selection, to } };

/** First and last place of a selection, whichever way it was made. */
export const ordered = ({ from, to }: Selection): readonly [Place, Place] =>
  from.line < to.line || (from.line === to.line && from.col <= to.col) ? [from, to] : [to, from];

/** Which columns of a line are selected, or null. */
export const selectedCols = (
  selection: Selection | null,
  line: number,
  cols: number,
): readonly [number, number] | null => {
  if (selection === null) return null;
  const [first, last] = ordered(selection);
  if (line < first.line || line > last.line) return null;
  return [line === first.line ? first.col : 0, line === last.line ? last.col : cols - 1];
};
