import type { Key } from '../screen/contract.ts';

/** Text being written, and the cursor in it (an index into `text`). */
export interface Draft {
  readonly text: string;
  readonly at: number;
}

export const emptyDraft: Draft = { text: '', at: 0 };

export const draftOf = (text: string): Draft => ({ text, at: text.length });

const segmenter = new Intl.Segmenter();

/** Where the character before the cursor begins; what looks like one character is one. */
const before = ({ text, at }: Draft): number => {
  const last = [...segmenter.segment(text.slice(0, at))].at(-1);
  return last === undefined ? 0 : last.index;
};

const after = ({ text, at }: Draft): number => {
  const first = segmenter.segment(text.slice(at))[Symbol.iterator]().next();
  return first.done === true ? at : at + first.value.segment.length;
};

const lineStart = ({ text, at }: Draft): number => text.lastIndexOf('\n', at - 1) + 1;

const lineEnd = ({ text, at }: Draft): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
};

const wordStart = ({ text, at }: Draft): number => {
  const word = /\S+\s*$/.exec(text.slice(0, at));
  return word?.index ?? 0;
};

const cut = (draft: Draft, from: number, to: number): Draft => ({
  text: draft.text.slice(0, from) + draft.text.slice(to),
  at: from,
});

/** Typed or pasted text; a paste is text, whatever control characters are in it. */
export const inserted = (draft: Draft, text: string): Draft => {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '  ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '');
  return {
    text: draft.text.slice(0, draft.at) + clean + draft.text.slice(draft.at),
    at: draft.at + clean.length,
  };
};

/** The same column one line up or down; null where there is none. */
export const lineMoved = (draft: Draft, by: -1 | 1): Draft | null => {
  const start = lineStart(draft);
  const column = draft.at - start;
  if (by === -1) {
    if (start === 0) return null;
    const above = lineStart({ ...draft, at: start - 1 });
    return { ...draft, at: Math.min(above + column, start - 1) };
  }
  const end = lineEnd(draft);
  if (end === draft.text.length) return null;
  return { ...draft, at: Math.min(end + 1 + column, lineEnd({ ...draft, at: end + 1 })) };
};

const byName: Readonly<Record<string, (draft: Draft) => Draft>> = {
  left: (d) => ({ ...d, at: before(d) }),
  right: (d) => ({ ...d, at: after(d) }),
  home: (d) => ({ ...d, at: lineStart(d) }),
  end: (d) => ({ ...d, at: lineEnd(d) }),
  backspace: (d) => cut(d, before(d), d.at),
  delete: (d) => cut(d, d.at, after(d)),
  'ctrl-a': (d) => ({ ...d, at: lineStart(d) }),
  'ctrl-e': (d) => ({ ...d, at: lineEnd(d) }),
  'ctrl-u': (d) => cut(d, lineStart(d), d.at),
  'ctrl-k': (d) => cut(d, d.at, lineEnd(d)),
  'ctrl-w': (d) => cut(d, wordStart(d), d.at),
  'ctrl-j': (d) => inserted(d, '\n'),
  'alt-enter': (d) => inserted(d, '\n'),
};

/** The name a key has in the keymap: `x`, `X`, `enter`, `ctrl-d`, `alt-enter`. */
export const keyName = (key: Key): string => {
  const typed = key.text !== '' && !key.ctrl && !key.alt && key.text !== ' ' && key.text > ' ';
  const name = typed ? key.text : key.name;
  const shift = key.shift && !typed ? 'shift-' : '';
  return `${key.ctrl ? 'ctrl-' : ''}${key.alt ? 'alt-' : ''}${shift}${name}`;
};

/** A key of the editor, or null where it is none of its keys. */
export const edited = (draft: Draft, key: Key): Draft | null => {
  const act = byName[keyName(key)];
  if (act !== undefined) return act(draft);
  return key.text !== '' && !key.ctrl && !key.alt ? inserted(draft, key.text) : null;
};
