import { type Hint, hintsFor } from '../keys/keymap.ts';
import type { Context } from '../store/context.ts';
import type { Bar, Reader } from '../store/view.ts';
import { ascii } from '../theme/glyphs.ts';
import { keyInAscii } from '../theme/in-ascii.ts';
import type { Theme } from '../theme/theme.ts';
import { type Line, lineWidth, piece, spread } from './line.ts';
import { wholeState } from './states.ts';

const asLine = (hints: readonly Hint[]): Line =>
  hints.flatMap((hint, at) => [
    piece(`${at === 0 ? '' : '  '}${hint.key}`, 'accent'),
    piece(` ${hint.label}`, 'dim'),
  ]);

/** The last two (help and quit, or what else closes the list) stay, however narrow it is. */
const fitting = (hints: readonly Hint[], width: number): readonly Hint[] => {
  let kept = [...hints];
  while (kept.length > 3 && lineWidth(asLine(kept)) > width) kept = [...kept.slice(0, -3), ...kept.slice(-2)];
  return kept;
};

const hint = (key: string, label: string): Hint => ({ id: label, key, label, ready: true });

const barHints = (bar: Bar): readonly Hint[] => {
  if (bar.kind === 'confirm') return [];
  if (bar.kind === 'prompt') return [hint('⏎', 'do it'), hint('Esc', 'leave it')];
  return [hint('⏎', `save the rule and ${bar.word.answer}`), hint('Esc', 'leave it')];
};

/** What is read on the stage scrolls, and q closes it: the keys of the day come after. */
const readerHints = (context: Context, reader: Reader): readonly Hint[] => [
  hint('↑↓', 'scroll'),
  hint('PgDn', 'a page on'),
  ...hintsFor(context).filter(({ id }) => id === 'inbox' || (id === 'apply' && reader.kind === 'diff')),
  hint('?', 'all keys'),
  hint('Esc', 'close'),
];

const modeHints = (context: Context): readonly Hint[] | null => {
  const { view } = context;
  if (wholeState(context) !== null && view.reader === null && view.palette === null)
    return [hint('?', 'help'), hint('q', 'quit')];
  if (view.typing) return [hint('Ctrl-]', 'leaves the pane; all other keys go to the agent')];
  if (view.bar !== null) return barHints(view.bar);
  if (view.palette !== null) return [hint('↑↓', 'choose'), hint('⏎', 'do it'), hint('Esc', 'close')];
  if (view.finding) return [hint('↑↓', 'select'), hint('⏎', 'keep'), hint('Esc', 'show all')];
  if (view.writing !== null)
    return [
      hint('⏎', 'send'),
      hint('Alt-⏎ Ctrl-J', 'new line'),
      hint('↑', 'earlier answers'),
      hint('Esc', 'keep for later'),
    ];
  return view.reader !== null && view.focus === 'stage' ? readerHints(context, view.reader) : null;
};

/** What can be done now; for a moment, what came of the last key. */
export const footerLine = (context: Context, theme: Theme, width: number): Line => {
  const { toast } = context.view;
  if (toast !== null) return spread([piece(' '), piece(toast.text, toast.tone)], [], width);
  const given = modeHints(context) ?? hintsFor(context);
  const hints =
    theme.glyphs === ascii ? given.map((hint) => ({ ...hint, key: keyInAscii(hint.key) })) : given;
  return spread([piece(' '), ...asLine(fitting(hints, width - 2))], [], width);
};
