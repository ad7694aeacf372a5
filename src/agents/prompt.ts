import type { Check } from '../domain/attempt-event.ts';

/** What an agent is told that ended its turn with work left. */
export const nudgeText = (missing: readonly Check[]): string =>
  [
    'Your work is not accepted yet. What is missing:',
    '',
    ...missing.map(({ what, detail }) => `- ${what}: ${detail}`),
    '',
    'Finish it now. If you need a person, ask (the tool ask_human, or question.md as your instructions say). If it cannot be done, say why in summary.md.',
  ].join('\n');

/** What an agent is told that may not work where it wanted to. */
export const deniedPathText = (path: string): string =>
  `You may not work in ${path}: stay inside your folder. Go on without it, and say in summary.md what that leaves undone.`;

/** A person's word on something asked earlier, to an agent that does not wait for it any more. */
export const lateAnswerText = (question: string, answer: string): string =>
  `Your question is answered.\n\nYou asked: ${question}\n\n${answer}\n\nGo on with your task accordingly.`;

const answered = (answers: readonly string[]): string =>
  answers.length === 0 ? '' : `\n\nMeanwhile you were answered:\n\n${answers.join('\n\n')}`;

/** What an agent is told whose conversation goes on. */
export const resumePrompt = (answers: readonly string[]): string =>
  `You were cut short. Look at what is done already and go on with your task where you stopped; your instructions still hold.${answered(answers)}`;

/** What an agent is told that begins, also in another's place. */
export const freshPrompt = (instructions: string, earlier: string, answers: readonly string[]): string => {
  if (earlier === '') return `${instructions}${answered(answers)}`;
  const story = `## What happened before\n\nOthers worked on this before you, in the same folder. Look at what is there, keep what is good, go on from it.\n\n${earlier}`;
  return `${instructions}\n${story}${answered(answers)}`;
};
