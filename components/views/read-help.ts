import type { Action } from '../keys/action.ts';
import { actions, groups, keysText } from '../keys/keymap.ts';
import type { Context } from '../store/context.ts';
import { type Line, padded, piece } from './line.ts';
import { wrapped } from './wrap.ts';

const KEYS = 14;

const row = (action: Action, context: Context, width: number): readonly Line[] => {
  const keys = action.keys.length === 0 ? ':' : action.id === 'choose' ? '1-9' : keysText(action);
  const why = action.can(context);
  return wrapped(action.doc, Math.max(10, width - KEYS - 2)).map((text, at) => [
    piece(padded(at === 0 ? `  ${keys}` : '', KEYS), why === null ? 'accent' : 'dim'),
    piece(text, why === null ? 'text' : 'dim'),
  ]);
};

const writing: readonly Line[] = [
  [],
  [piece(' While writing an answer', 'accent')],
  [piece('  ⏎           ', 'accent'), piece('send it')],
  [piece('  Alt-⏎ Ctrl-J', 'accent'), piece('a new line; a pasted text keeps its lines and sends nothing')],
  [piece('  ↑ ↓         ', 'accent'), piece('earlier answers')],
  [piece('  Esc         ', 'accent'), piece('keep it for later')],
];

/** Every key, by group; what cannot be done now is dim. Made from the keymap itself. */
export const helpLines = (context: Context, width: number): readonly Line[] => [
  ...groups.flatMap((group): readonly Line[] => [
    [],
    [piece(` ${group}`, 'accent')],
    ...actions.filter((action) => action.group === group).flatMap((action) => row(action, context, width)),
  ]),
  ...writing,
  [],
  [piece(' A dim key cannot act now: press it and the bottom line says why, e says more.', 'dim')],
];
