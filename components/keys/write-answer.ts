import type { Key } from '../screen/contract.ts';
import type { Context } from '../store/context.ts';
import { type Draft, draftOf, edited, emptyDraft, keyName, lineMoved } from '../store/draft.ts';
import { type Outcome, told, type View, type Writing } from '../store/view.ts';
import { sends, stays } from './action.ts';

const KEPT_ANSWERS = 50;

const withDraft = (view: View, writing: Writing, draft: Draft): Outcome =>
  stays({
    ...view,
    writing: { ...writing, draft, back: 0 },
    drafts: { ...view.drafts, [writing.ask]: draft },
  });

/** Up in the first line brings back earlier answers; down goes forward again to what was being written. */
const recalled = (view: View, writing: Writing, by: -1 | 1): Outcome => {
  const back = writing.back + by;
  if (back < 0 || back > view.answers.length) return stays(view);
  const draft = back === 0 ? (view.drafts[writing.ask] ?? emptyDraft) : draftOf(view.answers[back - 1] ?? '');
  return stays({ ...view, writing: { ...writing, draft, back } });
};

const sent = ({ view, now }: Context, writing: Writing): Outcome => {
  const text = writing.draft.text.trim();
  if (text === '') return stays(told(view, 'wait', 'the answer is empty: write something, or Esc', now));
  const { [writing.ask]: _, ...drafts } = view.drafts;
  const answers = [text, ...view.answers.filter((each) => each !== text)].slice(0, KEPT_ANSWERS);
  const next = { ...view, writing: null, drafts, answers, toast: null };
  return sends(next, { do: 'ask.answer', ask: writing.ask, text }, '', writing.ask);
};

const vertical: Readonly<Record<string, -1 | 1>> = { up: -1, down: 1 };

/** A key while an answer is being written: Enter sends it, Esc keeps it for later. */
export const pressWriting = (context: Context, writing: Writing, key: Key): Outcome => {
  const { view } = context;
  const name = keyName(key);
  if (name === 'escape' || name === 'ctrl-c') return stays({ ...view, writing: null });
  if (name === 'enter') return sent(context, writing);
  const by = vertical[name];
  if (by !== undefined) {
    const moved = lineMoved(writing.draft, by);
    if (moved !== null) return stays({ ...view, writing: { ...writing, draft: moved } });
    return recalled(view, writing, by === -1 ? 1 : -1);
  }
  const draft = edited(writing.draft, key);
  return draft === null ? stays(view) : withDraft(view, writing, draft);
};

export const writeText = (view: View, writing: Writing, draft: Draft): Outcome =>
  withDraft(view, writing, draft);
