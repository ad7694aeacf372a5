import type { AskBody } from '../../domain/ask.ts';
import { textOf } from '../record.ts';
import { fieldsOf, listOf } from './fields.ts';
import type { Fields } from './known.ts';

/** Answers to one question: labels, or a person's own words. */
export type Chosen = readonly string[];

/**
 * OpenCode takes the answers to all questions of a dialog at once. So they are
 * asked one after the other, and each key brings along what was chosen before.
 */
export interface QuestionKey {
  readonly request: string;
  readonly index: number;
  readonly count: number;
  readonly multiple: boolean;
  readonly before: readonly Chosen[];
}

const KEY = /^question:(?<request>\w+):(?<index>\d+)\/(?<count>\d+)(?<multiple>m?)(?::(?<before>.*))?$/s;

export const questionKey = ({ request, index, count, multiple, before }: QuestionKey): string => {
  const chosen = before.length === 0 ? '' : `:${JSON.stringify(before)}`;
  return `question:${request}:${index}/${count}${multiple ? 'm' : ''}${chosen}`;
};

const isChosen = (value: unknown): value is Chosen =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

export const chosenIn = (json: string): readonly Chosen[] | null => {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every(isChosen) ? value : null;
  } catch {
    return null;
  }
};

export const readQuestionKey = (key: string): QuestionKey | null => {
  const { request, index, count, multiple, before } = KEY.exec(key)?.groups ?? {};
  if (request === undefined) return null;
  return {
    request,
    index: Number(index),
    count: Number(count),
    multiple: multiple === 'm',
    before: before === undefined ? [] : (chosenIn(before) ?? []),
  };
};

interface Question {
  readonly multiple: boolean;
  readonly body: AskBody;
}

const explained = (options: readonly Fields[]): string | null => {
  const lines = options.flatMap(({ label, description }) =>
    typeof description === 'string' && description !== '' ? [`${String(label)}: ${description}`] : [],
  );
  return lines.length === 0 ? null : lines.join('\n');
};

const questionOf = (value: unknown): Question => {
  const asked = fieldsOf(value);
  const options = listOf(asked.options).map(fieldsOf);
  const labels = options.map(({ label }) => textOf(label) ?? '');
  const recommended = labels.findIndex((label) => /\(recommended\)/i.test(label));
  const multiple = asked.multiple === true;
  const text = textOf(asked.question) ?? '';
  return {
    multiple,
    body: {
      kind: 'question',
      text: multiple ? `${text} (several may be chosen)` : text,
      options: labels,
      recommended: recommended < 0 ? null : recommended,
      context: explained(options),
      impact: null,
      subject: null,
      layer: 'hook',
    },
  };
};

/** The questions of a dialog, in their order. */
export const questionsOf = (asked: Fields): readonly Question[] => listOf(asked.questions).map(questionOf);

/** What a person wrote, as OpenCode takes it: of a question with several answers, all that are named. */
export const chosenBy = (text: string, options: readonly string[], multiple: boolean): Chosen => {
  if (!multiple) return [text];
  const parts = text.split(/[,;\n]/).map((part) => part.trim());
  const labels = parts.map((part) => {
    const byNumber = options[Number(part) - 1];
    return byNumber ?? options.find((option) => option.toLowerCase() === part.toLowerCase());
  });
  const known = labels.filter((label) => label !== undefined);
  return known.length === parts.length ? [...new Set(known)] : [text];
};
