import type { Draft } from '../store/draft.ts';
import { clipped, type Line, piece, widthOf } from './line.ts';

const cursorLine = (text: string, at: number): Line => {
  const under = [...new Intl.Segmenter().segment(text.slice(at))][0]?.segment ?? ' ';
  return [
    piece(text.slice(0, at)),
    piece(under, 'badge'),
    piece(text.slice(at + (at < text.length ? under.length : 0))),
  ];
};

/** One written row, scrolled so that the cursor is in sight. */
const row = (text: string, cursor: number | null, width: number): Line => {
  if (cursor === null) return [piece(clipped(text, width))];
  let from = 0;
  while (widthOf(text.slice(from, cursor)) >= width) from += 1;
  return cursorLine(text.slice(from), cursor - from);
};

/** A draft as rows with its cursor: the last so many, or those around the cursor. */
export const draftRows = (draft: Draft, width: number, height: number): readonly Line[] => {
  const texts = draft.text.split('\n');
  const before = draft.text.slice(0, draft.at).split('\n');
  const y = before.length - 1;
  const x = before.at(-1)?.length ?? 0;
  const top = Math.max(0, Math.min(y - height + 1, texts.length - height));
  return texts.slice(top, top + height).map((text, at) => row(text, top + at === y ? x : null, width - 1));
};
