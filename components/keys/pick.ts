import type { Key } from '../screen/contract.ts';
import { type Context, listed } from '../store/context.ts';
import { type Draft, edited, emptyDraft, keyName } from '../store/draft.ts';
import { fuzzyFound } from '../store/fuzzy.ts';
import type { Outcome, Picker, View } from '../store/view.ts';
import { type Action, refused, stays } from './action.ts';
import { actions } from './keymap.ts';

const notInPalette = new Set([
  'down',
  'up',
  'palette',
  'choose',
  'escape',
  'open-ask',
  'back',
  'page-up',
  'page-down',
]);

/** What the palette offers for a query: what is called so first, then what says so of itself. */
export const offered = (query: string): readonly Action[] => {
  const all = actions.filter((action) => !notInPalette.has(action.id));
  const named = fuzzyFound(query, all, (action) => action.label);
  const words = query.toLowerCase().split(/\s+/);
  const said = all.filter((action) => words.every((word) => action.doc.toLowerCase().includes(word)));
  return [...named, ...said.filter((action) => !named.includes(action))];
};

const chosen = (context: Context, picker: Picker): Outcome => {
  const action = offered(picker.draft.text)[picker.at];
  if (action === undefined) return stays(context.view);
  const closed = { ...context, view: { ...context.view, palette: null } };
  const why = action.can(closed);
  return why === null ? action.act(closed, action.keys[0] ?? '') : refused(context, why);
};

const steps: Readonly<Record<string, number>> = {
  up: -1,
  down: 1,
  'ctrl-p': -1,
  'ctrl-n': 1,
  pageup: -8,
  pagedown: 8,
};

/** A key while the palette is open. */
export const pressPalette = (context: Context, picker: Picker, key: Key): Outcome => {
  const { view } = context;
  const name = keyName(key);
  if (name === 'escape' || name === 'ctrl-c') return stays({ ...view, palette: null });
  if (name === 'enter') return chosen(context, picker);
  const by = steps[name];
  if (by !== undefined) {
    const most = offered(picker.draft.text).length - 1;
    return stays({ ...view, palette: { ...picker, at: Math.max(0, Math.min(most, picker.at + by)) } });
  }
  const draft = edited(picker.draft, key);
  return stays(draft === null ? view : { ...view, palette: { draft, at: 0 } });
};

/** The filter as written; the selection follows to the first task that is left. */
export const filtered = ({ run, view }: Context, draft: Draft): View => {
  const left = listed(run.day, draft.text);
  const kept = left.some((task) => task.id === view.task);
  return { ...view, filter: draft, task: kept ? view.task : (left[0]?.id ?? view.task) };
};

/** A key while tasks are searched: the list narrows as one types. */
export const pressFinding = (context: Context, key: Key): Outcome => {
  const { run, view } = context;
  const name = keyName(key);
  if (name === 'escape' || name === 'ctrl-c') return stays({ ...view, finding: false, filter: emptyDraft });
  if (name === 'enter') return stays({ ...view, finding: false });
  const by = steps[name];
  if (by !== undefined) {
    const left = listed(run.day, view.filter.text);
    const at = left.findIndex((task) => task.id === view.task);
    return stays({ ...view, task: left[Math.max(0, Math.min(left.length - 1, at + by))]?.id ?? view.task });
  }
  const draft = edited(view.filter, key);
  return stays(draft === null ? view : filtered(context, draft));
};
