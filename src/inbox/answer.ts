import type { Answer, AskBody } from '../domain/ask.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const verdict = (answer: Answer, body: AskBody): string => {
  if (answer.kind === 'allow') return 'Yes, go ahead.';
  if (answer.kind === 'deny') return answer.reason === null ? 'No.' : `No: ${answer.reason}`;
  const { option, text } = answer;
  const chosen = option === null ? undefined : body.options[option];
  if (option === null || chosen === undefined) return text;
  const choice = `${LETTERS[option] ?? option + 1}) ${chosen}`;
  return text.trim() === '' || text === chosen ? choice : `${choice}\n\n${text}`;
};

/** A person's word as the text of answer.md. */
export const answerText = (task: string, body: AskBody, answer: Answer): string =>
  `# Answer to ${task}\n\n${verdict(answer, body).trim()}\n`;
