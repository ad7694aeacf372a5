/** What the file protocol's question.md says. */
export interface Question {
  readonly task: string;
  readonly text: string;
  readonly options: readonly string[];
  readonly recommended: number | null;
  readonly context: string | null;
  readonly impact: string | null;
}

/** A, B, C … for option 0, 1, 2 … */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);

const section = (title: string, body: string | null): string =>
  body === null || body === '' ? '' : `\n## ${title}\n${body}\n`;

export const questionText = (question: Question): string => {
  const options = question.options.map(
    (option, i) => `${letterOf(i)}) ${option}${i === question.recommended ? ' (recommended)' : ''}`,
  );
  return [
    `# Question from Agent ${question.task}\n`,
    section('Context', question.context),
    section('Question', question.text),
    section('Options', options.join('\n')),
    section('Impact', question.impact),
  ].join('');
};

/** Which option a script means: its letter, its number from 1, or its text. */
export const optionNamed = (name: string, options: readonly string[]): number | null => {
  const wanted = name.trim().toLowerCase();
  const index = options.findIndex(
    (option, i) =>
      wanted === letterOf(i).toLowerCase() || wanted === String(i + 1) || wanted === option.toLowerCase(),
  );
  return index < 0 ? null : index;
};

const lead = /^(?:(?:option|pattern|answer)\s+)?(?<mark>[A-Za-z]|\d{1,2})(?:[).:](?:\s|$)|$)/i;
const inside = /\b(?:option|pattern)\s+(?<mark>[A-Z]|\d{1,2})\b/i;

const containedIn = (text: string, options: readonly string[]): number | null => {
  const lower = text.toLowerCase();
  const found = options.filter((option) => lower.includes(option.toLowerCase()));
  const longest = found.toSorted((a, b) => b.length - a.length)[0];
  return longest === undefined ? null : options.indexOf(longest);
};

export interface Chosen {
  /** Null where the answer is none of the options. */
  readonly option: number | null;
  readonly text: string;
}

/** answer.md as a person or orch writes it → the option it means, or its own words. */
export const readAnswer = (file: string, options: readonly string[]): Chosen => {
  const lines = file.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const text = lines.join('\n').trim();
  const mark = (lead.exec(text.split('\n')[0] ?? '') ?? inside.exec(text))?.groups?.mark;
  const option = (mark === undefined ? null : optionNamed(mark, options)) ?? containedIn(text, options);
  return { option, text: option === null ? text : (options[option] ?? text) };
};
