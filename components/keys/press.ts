import type { Key } from '../screen/contract.ts';
import { askIn, type Context } from '../store/context.ts';
import { inserted, keyName } from '../store/draft.ts';
import type { Outcome, Reader } from '../store/view.ts';
import { type Action, refused, stays } from './action.ts';
import { pressBar } from './answer-bar.ts';
import { writing } from './inbox-actions.ts';
import { actionFor } from './keymap.ts';
import { filtered, pressFinding, pressPalette } from './pick.ts';
import { pressWriting, writeText } from './write-answer.ts';

const scrolls: Readonly<Record<string, number>> = {
  down: 1,
  j: 1,
  up: -1,
  k: -1,
  pagedown: 15,
  'ctrl-d': 15,
  ' ': 15,
  space: 15,
  pageup: -15,
  'ctrl-u': -15,
  home: -1_000_000,
  g: -1_000_000,
  end: 1_000_000,
  G: 1_000_000,
};

/** What is read on the stage scrolls; all other keys mean what they always mean. */
const pressReader = (context: Context, reader: Reader, key: Key): Outcome | null => {
  const { view } = context;
  const name = keyName(key);
  const by = scrolls[name];
  if (by !== undefined && view.focus === 'stage')
    return stays({ ...view, reader: { ...reader, top: Math.max(0, reader.top + by) } });
  if (name === 'q' || (name === 'enter' && view.focus === 'stage'))
    return stays({ ...view, reader: null, focus: 'list' });
  if (name === 'escape') return stays({ ...view, reader: null, focus: 'list' });
  return null;
};

/** Longer than a glance takes to turn into a keystroke. */
const SETTLE_MS = 500;

/** The ask under the finger is another than the one the person saw a moment ago. */
const surprised = ({ view, now }: Context, action: Action): boolean =>
  action.group === 'Inbox' && view.focus === 'inbox' && now - view.askMovedAt < SETTLE_MS;

/** On the stage a key is the screen's first; where no agent has one, it means what it does elsewhere. */
const meant = (context: Context, name: string): Action | null => {
  const action = actionFor(name, context.view.focus);
  const ofScreen = action?.where?.every((focus) => focus === 'stage') === true;
  return ofScreen && action.can(context) !== null ? (actionFor(name, 'list') ?? action) : action;
};

const pressPlain = (context: Context, key: Key): Outcome => {
  const name = keyName(key);
  const action = meant(context, name);
  if (action === null) return stays(context.view);
  const why = action.can(context);
  if (why !== null) return refused(context, why);
  if (surprised(context, action))
    return refused(context, 'the inbox has just changed: look, then press again');
  return action.act({ ...context, view: { ...context.view, toast: null } }, name);
};

/** What a key does: the first that listens gets it. */
export const press = (context: Context, key: Key): Outcome => {
  const { view } = context;
  if (view.typing) {
    const leaves = key.ctrl && key.name === ']';
    return stays(leaves ? { ...view, typing: false } : view);
  }
  if (view.bar !== null) return pressBar(context, view.bar, key);
  if (view.palette !== null) return pressPalette(context, view.palette, key);
  if (view.finding) return pressFinding(context, key);
  if (view.writing !== null) return pressWriting(context, view.writing, key);
  const read = view.reader === null ? null : pressReader(context, view.reader, key);
  return read ?? pressPlain(context, key);
};

/** Pasted text is text wherever text is written; in the inbox it begins an answer. It never acts as keys. */
export const paste = (context: Context, text: string): Outcome => {
  const { view } = context;
  if (view.bar?.kind === 'prompt') {
    const draft = inserted(view.bar.draft, text.replace(/\s*\n\s*/g, ' '));
    return stays({ ...view, bar: { ...view.bar, draft } });
  }
  if (view.palette !== null)
    return stays({ ...view, palette: { draft: inserted(view.palette.draft, text), at: 0 } });
  if (view.finding) return stays(filtered(context, inserted(view.filter, text)));
  if (view.writing !== null) return writeText(view, view.writing, inserted(view.writing.draft, text));
  const ask = view.focus === 'inbox' && view.bar === null ? askIn(context) : null;
  if (ask?.body.kind !== 'question' || ask.answer !== null) return stays(view);
  const begun = writing(context, ask).view;
  return begun.writing === null
    ? stays(view)
    : writeText(begun, begun.writing, inserted(begun.writing.draft, text));
};
