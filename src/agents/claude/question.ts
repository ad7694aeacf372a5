import type { AskBody } from '../../domain/ask.ts';
import { isObject, textOf } from '../record.ts';

/** One question of AskUserQuestion, as the tool's input states it. */
export interface Question {
  readonly question: string;
  readonly options: readonly { readonly label: string; readonly description: string }[];
  readonly several: boolean;
}

const optionOf = (value: unknown): Question['options'] => {
  if (!isObject(value)) return [];
  const label = textOf(value.label);
  return label === null ? [] : [{ label, description: textOf(value.description) ?? '' }];
};

const questionOf = (value: unknown): readonly Question[] => {
  if (!isObject(value)) return [];
  const question = textOf(value.question);
  const options = Array.isArray(value.options) ? value.options.flatMap(optionOf) : [];
  return question === null ? [] : [{ question, options, several: value.multiSelect === true }];
};

/** The questions of one call of the tool. */
export const questionsOf = (input: Readonly<Record<string, unknown>>): readonly Question[] =>
  Array.isArray(input.questions) ? input.questions.flatMap(questionOf) : [];

const RECOMMENDED = /\(recommended\)/i;

/** FNV-1a: the same question asked again by a resumed session is the same ask. */
const mark = (text: string): string => {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return (hash >>> 0).toString(36);
};

export const questionKey = ({ question, options }: Question): string =>
  `question:${mark([question, ...options.map(({ label }) => label)].join('\0'))}`;

export const questionAsk = ({ question, options, several }: Question): AskBody => {
  const recommended = options.findIndex(({ label }) => RECOMMENDED.test(label));
  const described = options.flatMap(({ label, description }) =>
    description === '' ? [] : [`${label}: ${description}`],
  );
  const context = [...(several ? ['Several may be chosen: name them, with commas.'] : []), ...described];
  return {
    kind: 'question',
    text: question,
    options: options.map(({ label }) => label),
    recommended: recommended < 0 ? null : recommended,
    context: context.length === 0 ? null : context.join('\n'),
    impact: null,
    subject: null,
    layer: null,
  };
};
