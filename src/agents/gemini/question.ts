import type { AskBody } from '../../domain/ask.ts';
import { fingerprint } from '../fingerprint.ts';
import { isObject, textOf } from '../record.ts';

type Input = Readonly<Record<string, unknown>>;

const RECOMMENDED = /\s*\((?:recommended|preferred)\)\s*$/i;

export interface Asking {
  readonly key: string;
  readonly body: AskBody;
}

const labels = (question: Input): readonly string[] => {
  if (question.type === 'yesno') return ['Yes', 'No'];
  const options = Array.isArray(question.options) ? question.options : [];
  return options.filter(isObject).map((option) => textOf(option.label) ?? '');
};

const described = (question: Input): string | null => {
  const options = Array.isArray(question.options) ? question.options.filter(isObject) : [];
  const lines = options.flatMap((option) => {
    const text = textOf(option.description) ?? '';
    return text === '' ? [] : [`${textOf(option.label) ?? ''}: ${text}`];
  });
  const header = textOf(question.header);
  const said = [...(header === null ? [] : [header]), ...lines];
  return said.length === 0 ? null : said.join('\n');
};

/** How its dialog takes an answer. */
const kindOf = (question: Input): string => (question.type === 'text' ? 'text' : 'one');

const askingOf = (question: Input): Asking => {
  const text = textOf(question.question) ?? '';
  const options = labels(question);
  const recommended = options.findIndex((option) => RECOMMENDED.test(option));
  return {
    key: `question:${kindOf(question)}:${fingerprint(text)}`,
    body: {
      kind: 'question',
      text,
      options: options.map((option) => option.replace(RECOMMENDED, '')),
      recommended: recommended < 0 ? null : recommended,
      context: described(question),
      impact: null,
      subject: null,
      layer: null,
    },
  };
};

const questionsOf = (input: unknown): readonly Input[] =>
  isObject(input) && Array.isArray(input.questions) ? input.questions.filter(isObject) : [];

/** What its tool that asks the person is called with. */
export const askingsOf = (input: unknown): readonly Asking[] => questionsOf(input).map(askingOf);

const ONE_AT_A_TIME =
  'Ask one question at a time: call ask_user once for each, with one question in it. Each is answered on its own.';
const ONE_ANSWER =
  'Ask without multiSelect: a question that takes one of its options, or words of the person. Ask again so.';

/** Why it must ask otherwise: only what is one question with one answer can be put to a person as it stands. */
export const badlyAsked = (input: unknown): string | null => {
  const questions = questionsOf(input);
  if (questions.length > 1) return ONE_AT_A_TIME;
  return questions.some((question) => question.multiSelect === true) ? ONE_ANSWER : null;
};
