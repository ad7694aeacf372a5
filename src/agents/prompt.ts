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

/** What a reviewer is told that ended without a verdict. */
export const VERDICT_NUDGE =
  'Your verdict is missing. Give it now by the tool give_verdict, or end with one JSON object on its own in a `json` block: {"verdict": "accept | continue | revise | escalate", "text": "at most 200 words", "findings": ["…"]}.';

/** What an agent is told that may not work where it wanted to. */
export const deniedPathText = (path: string): string =>
  `You may not work in ${path}: stay inside your folder. Go on without it, and say in summary.md what that leaves undone.`;

/** A person's word on something asked earlier, to an agent that does not wait for it any more. */
export const lateAnswerText = (question: string, answer: string): string =>
  `Your question is answered.\n\nYou asked: ${question}\n\n${answer}\n\nGo on with your task accordingly.`;

const answered = (answers: readonly string[]): string =>
  answers.length === 0 ? '' : `\n\nMeanwhile you were answered:\n\n${answers.join('\n\n')}`;

/** What an agent is told whose conversation goes on. */
export const resumePrompt = (answers: readonly string[], findings: readonly string[]): string =>
  findings.length > 0
    ? `${findings.join('\n\n')}${answered(answers)}`
    : `You were cut short. Look at what is done already and go on with your task where you stopped; your instructions still hold.${answered(answers)}`;

/** What an agent is told that begins, also in another's place. */
export const freshPrompt = (
  instructions: string,
  earlier: string,
  { answers, findings }: { readonly answers: readonly string[]; readonly findings: readonly string[] },
): string => {
  const news = `${answered(answers)}${findings.map((each) => `\n\n${each}`).join('')}`;
  if (earlier === '') return `${instructions}${news}`;
  const story = `## What happened before\n\nOthers worked on this before you, in the same folder. Look at what is there, keep what is good, go on from it.\n\n${earlier}`;
  return `${instructions}\n${story}${news}`;
};
