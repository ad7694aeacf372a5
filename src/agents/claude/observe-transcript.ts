import type { Fact } from '../../domain/fact.ts';
import { isObject, jsonObject, textOf } from '../record.ts';
import type { Remembered } from './memory.ts';
import { onCounted, tokensOf, usageMark } from './money.ts';
import { nothingNew, type Step } from './step.ts';
import { troubleFacts } from './trouble.ts';

type Row = Readonly<Record<string, unknown>>;

const LONGEST = 500;
/** Written by itself where an answer is missing; no model said it. */
const SYNTHETIC = '<synthetic>';

const wordsOf = (message: Row): readonly Fact[] => {
  const content: readonly unknown[] = Array.isArray(message.content) ? message.content : [];
  const texts = content.flatMap((block) =>
    isObject(block) && block.type === 'text' ? [textOf(block.text)?.trim() ?? ''] : [],
  );
  const text = texts.join('\n').slice(0, LONGEST);
  return text === '' ? [] : [{ type: 'session.message', text }];
};

interface Counted {
  readonly mark: string;
  readonly fact: Fact;
}

/** All a message has cost so far: each of its rows says it again. */
const countedOf = (message: Row): Counted | null => {
  const id = textOf(message.id);
  const model = textOf(message.model);
  if (id === null || model === null || !isObject(message.usage)) return null;
  return {
    mark: `${id} ${usageMark(message.usage)}`,
    fact: { type: 'session.usage', model, message: id, tokens: tokensOf(message.usage), stated_usd: null },
  };
};

const count = (before: Remembered, message: Row, path: string, sidechain: boolean): Step => {
  const counted = countedOf(message);
  if (counted === null || before.counted[path] === counted.mark) return nothingNew(before);
  const state = { ...before, counted: { ...before.counted, [path]: counted.mark } };
  // The sum it states goes with the messages of its main conversation.
  if (sidechain || !isObject(message.usage)) return { state, facts: [counted.fact] };
  const cost = onCounted(before.cost, usageMark(message.usage));
  return { state: { ...state, cost }, facts: [counted.fact] };
};

interface Place {
  readonly conversation: string;
  readonly path: string;
}

/** One row of a transcript; what an earlier attempt left in this home says nothing of this one. */
export const onRow = (before: Remembered, line: string, { conversation, path }: Place): Step => {
  const row = jsonObject(line);
  if (row === null || row.type !== 'assistant' || !isObject(row.message)) return nothingNew(before);
  const of = textOf(row.sessionId);
  if (of !== conversation && !before.conversations.some((each) => each === of)) return nothingNew(before);
  const sidechain = row.isSidechain === true;
  if (row.message.model === SYNTHETIC && row.isApiErrorMessage !== true) return nothingNew(before);
  if (row.isApiErrorMessage === true) return { state: before, facts: sidechain ? [] : troubleFacts(row) };
  const step = count(before, row.message, path, sidechain);
  return sidechain ? step : { ...step, facts: [...step.facts, ...wordsOf(row.message)] };
};
