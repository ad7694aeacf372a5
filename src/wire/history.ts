import { type CellSpan, type CellText, packCells, unpackCells } from './cells.ts';

/** A place in a terminal's lines, the oldest being line 0. */
export interface Found {
  readonly line: number;
  readonly col: number;
  readonly length: number;
}

/** Some lines of a terminal, those above its screen included. */
export interface History {
  /** The first line's number. */
  readonly top: number;
  /** How many lines there are. */
  readonly total: number;
  readonly cols: number;
  readonly rows: number;
  /** Rows that go on the one before. */
  readonly wrapped: readonly number[];
  readonly spans: readonly CellSpan[];
  readonly texts: readonly CellText[];
}

/** The same as it goes over the wire in a reply. */
export interface HistoryPart {
  readonly top: number;
  readonly total: number;
  readonly wrapped: readonly number[];
  readonly cells: string;
}

const NO_MODES = {
  full: true,
  cursorVisible: false,
  alternate: false,
  synchronized: false,
  bracketedPaste: false,
  mouse: false,
  applicationCursor: false,
  mouseDrag: false,
  mouseAny: false,
  mouseSgr: false,
  focusReports: false,
};

export const packHistory = ({ top, total, wrapped, cols, rows, spans, texts }: History): HistoryPart => {
  const cells = packCells({ seq: 0, cols, rows, cursor: { x: 0, y: 0 }, modes: NO_MODES, spans, texts });
  return { top, total, wrapped, cells: Buffer.from(cells).toString('base64') };
};

/** Null where the reply is none. */
export const unpackHistory = (part: unknown): History | null => {
  if (typeof part !== 'object' || part === null || !('cells' in part)) return null;
  const { top, total, wrapped, cells } = part as HistoryPart;
  const update = unpackCells(new Uint8Array(Buffer.from(cells, 'base64')));
  if (update === null) return null;
  return {
    top,
    total,
    wrapped,
    cols: update.cols,
    rows: update.rows,
    spans: update.spans,
    texts: update.texts,
  };
};
