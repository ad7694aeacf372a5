import type { Answer, AskBody } from '../../domain/ask.ts';
import type { Delivery, PendingAsk } from '../agent.ts';
import { granted, refused, toolMay, toolMayNot } from './replies.ts';

const DENIED = 'A person looked at this and said no. Go on without it; ask if you cannot.';

const because = (reason: string | null): string =>
  reason === null ? DENIED : `A person said no: ${reason}. Go on accordingly.`;

/** An option by its name, or the person's own words: the tool takes both. */
const chosen = (body: AskBody, answer: Extract<Answer, { kind: 'text' }>): string =>
  (answer.option === null ? undefined : body.options[answer.option]) ?? answer.text;

/** The tool wants its questions back with the answer; what it shows of them is no longer needed. */
const answered = (body: AskBody, answer: Extract<Answer, { kind: 'text' }>): string =>
  granted({
    questions: [
      {
        question: body.text,
        header: '',
        multiSelect: false,
        options: body.options.map((label) => ({ label, description: '' })),
      },
    ],
    answers: { [body.text]: chosen(body, answer) },
  });

const word = (key: string, body: AskBody, answer: Answer): string | null => {
  if (body.kind === 'question') {
    if (answer.kind === 'text') return answered(body, answer);
    return answer.kind === 'deny' ? refused(because(answer.reason)) : null;
  }
  if (answer.kind === 'text') return null;
  const before = key.startsWith('tool:');
  if (answer.kind === 'allow') return before ? toolMay() : granted();
  const why = because(answer.reason);
  return before ? toolMayNot(why) : refused(why);
};

/** All its asks are calls it waits in: the answer is the reply, and closes the dialog on its screen. */
export const answer = ({ key, body }: PendingAsk, given: Answer): Delivery | null => {
  const text = word(key, body, given);
  return text === null ? null : { via: 'call', text };
};
