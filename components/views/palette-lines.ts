import { keyText } from '../keys/keymap.ts';
import { offered } from '../keys/pick.ts';
import type { Context } from '../store/context.ts';
import { topOf } from '../store/layout.ts';
import type { Picker } from '../store/view.ts';
import type { Theme } from '../theme/theme.ts';
import { draftRows } from './draft-rows.ts';
import { fitted, type Line, padded, piece } from './line.ts';

export interface PaletteLines {
  readonly lines: readonly Line[];
  readonly marked: ReadonlySet<number>;
}

const LABEL = 22;
const KEY = 11;

/** Everything that can be done; what cannot be done now says why. */
export const paletteLines = (
  context: Context,
  picker: Picker,
  theme: Theme,
  width: number,
  height: number,
): PaletteLines => {
  const found = offered(picker.draft.text);
  const room = Math.max(1, height - 3);
  const top = topOf(found.length, picker.at, room);
  const [typed = []] = draftRows(picker.draft, width - 4, 1);
  const closed = { ...context, view: { ...context.view, palette: null } };
  const rows = found.slice(top, top + room).map((action, at): Line => {
    const why = action.can(closed);
    const selected = top + at === picker.at;
    const key = action.keys[0] === undefined ? '' : keyText(action.keys[0]);
    return fitted(
      [
        piece(selected ? theme.glyphs.pointer : ' ', 'accent'),
        piece(padded(` ${key}`, KEY), 'accent'),
        piece(`${padded(action.label, LABEL)}  `, why === null ? 'text' : 'dim'),
        piece(why ?? action.doc, 'dim'),
      ],
      width,
    );
  });
  const none: Line[] = rows.length === 0 ? [[piece('   Nothing is called so.', 'dim')]] : rows;
  return {
    lines: [[], [piece(' : ', 'accent'), ...typed], [], ...none],
    marked: new Set(rows.length === 0 ? [] : [3 + picker.at - top]),
  };
};
