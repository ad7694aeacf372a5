import type { AskBody } from '../../domain/ask.ts';
import type { Fact } from '../../domain/fact.ts';
import { fingerprint } from '../fingerprint.ts';
import { isObject, textOf } from '../record.ts';
import type { AskedItem, CodexMemory } from './memory.ts';
import { nothing, type Seen } from './seen.ts';

const RECOMMENDED = / \(recommended\)$/i;

const optionOf = (value: unknown): { readonly text: string; readonly recommended: boolean } => {
  if (!isObject(value)) return { text: textOf(value) ?? '', recommended: false };
  const label = textOf(value.label) ?? '';
  const description = textOf(value.description) ?? '';
  const name = label.replace(RECOMMENDED, '');
  return {
    text: description === '' ? name : `${name}: ${description}`,
    recommended: RECOMMENDED.test(label),
  };
};

/** Questions as its tools take them; those asked without waiting have titles and plain options. */
export const itemsOf = (input: unknown, prefix: 'question' | 'aside'): readonly AskedItem[] => {
  const questions = isObject(input) && Array.isArray(input.questions) ? input.questions : [];
  return questions.filter(isObject).map((question) => {
    const text = textOf(question.question) ?? textOf(question.title) ?? '';
    const options = (Array.isArray(question.options) ? question.options : []).map(optionOf);
    const recommended = options.findIndex((option) => option.recommended);
    return {
      key: `${prefix}:${fingerprint(text)}`,
      text,
      header: textOf(question.header),
      options: options.map((option) => option.text),
      recommended: recommended < 0 ? null : recommended,
    };
  });
};

const bodyOf = (item: AskedItem): AskBody => ({
  kind: 'question',
  text: item.text,
  options: item.options,
  recommended: item.recommended,
  context: item.header,
  impact: null,
  subject: null,
  layer: null,
});

export const askedFact = (item: AskedItem): Fact => ({
  type: 'session.asked',
  key: item.key,
  source: 'hook',
  ask: bodyOf(item),
});

export const goneFact = (key: string, how: string): Fact => ({ type: 'session.ask_gone', key, how });

/** A dialog opens with its first question; the others follow as they come up on the screen. */
export const openDialog = (items: readonly AskedItem[], memory: CodexMemory): Seen => {
  const [first] = items;
  if (first === undefined) return nothing(memory);
  return { facts: [askedFact(first)], memory: { ...memory, dialog: { items, at: 0 } } };
};

/** Another of its questions is up: the one before it is answered, or left for now. */
export const showDialog = (at: number, memory: CodexMemory): Seen => {
  const { dialog } = memory;
  const item = dialog?.items[at];
  const before = dialog?.items[dialog.at];
  if (dialog === null || item === undefined || before === undefined || at === dialog.at)
    return nothing(memory);
  return {
    facts: [goneFact(before.key, 'the dialog went on to another question'), askedFact(item)],
    memory: { ...memory, dialog: { ...dialog, at } },
  };
};

export const closeDialog = (how: string, memory: CodexMemory): Seen => {
  const item = memory.dialog?.items[memory.dialog.at];
  return {
    facts: item === undefined ? [] : [goneFact(item.key, how)],
    memory: { ...memory, dialog: null },
  };
};
