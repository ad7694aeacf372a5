import type { Answer, AskBody } from '../../domain/ask.ts';
import type { Delivery, PendingAsk } from '../agent.ts';
import { ENTER, oneLine, PLACEHOLDER, pasted, shownAs } from './keys.ts';
import { passesByPerson, refusesByPerson } from './replies.ts';
import { EMPTY_PROMPT, filledPrompt } from './tell.ts';

const DENIED = 'A person looked at this and said no. Go on without it; ask if you cannot.';

const because = (reason: string | null): string =>
  reason === null || reason === '' ? DENIED : `A person said no: ${reason}. Go on accordingly.`;

/** It forgets what it is refused in a dialog, call and all: these words say what it was. */
const refusal = ({ text, subject }: AskBody, reason: string | null): string =>
  `A person refused you this: ${text}${subject === null ? '' : ` (${subject})`}. ${reason === null || reason === '' ? 'Go on without it; ask if you cannot.' : `They say: ${reason}. Go on accordingly.`}`;

const ESC = '\x1b';

/** How much of what a dialog is about stands on the screen. */
const marked = ({ subject, text }: AskBody, type: string): string => {
  const about = subject ?? '';
  if (type === 'edit') return about.slice(about.lastIndexOf('/') + 1);
  if (type === 'mcp') return about.slice(0, about.indexOf(': '));
  return about === '' ? text : about;
};

const dialogGuard = (body: AskBody, type: string): string =>
  String.raw`${shownAs(marked(body, type))}[^]*1\. +Allow once`;

/** To refuse breaks its turn off; what a person says to it then begins the next. */
const refused = (guard: string, words: string): Delivery => ({
  via: 'keys',
  data: ESC,
  guard,
  submit: {
    data: pasted(words),
    guard: EMPTY_PROMPT,
    submit: { ...ENTER, guard: filledPrompt(words) },
  },
});

const inDialog = (body: AskBody, type: string, given: Answer): Delivery | null => {
  const guard = dialogGuard(body, type);
  if (given.kind === 'allow') return { via: 'keys', data: '1', guard };
  return given.kind === 'deny' ? refused(guard, refusal(body, given.reason)) : null;
};

const FOOT = `[^]*Enter to (?:select|submit)`;

/** A digit takes an option; words go where its own answers do not fit. */
const toQuestion = (body: AskBody, kind: string, given: Answer): Delivery | null => {
  const guard = `${shownAs(body.text)}${FOOT}`;
  if (given.kind === 'deny') return refused(guard, refusal(body, given.reason));
  if (given.kind !== 'text') return null;
  if (kind === 'one' && given.option !== null && given.option < body.options.length)
    return { via: 'keys', data: String(given.option + 1), guard };
  const words = oneLine(given.text);
  const place = kind === 'text' ? '> ' : String.raw`● +\d+\. +`;
  return {
    via: 'keys',
    data: pasted(words),
    guard,
    submit: { ...ENTER, guard: `${place}(?:${PLACEHOLDER}|${shownAs(words)})` },
  };
};

const toHook = (key: string, given: Answer): Delivery | null => {
  if (given.kind === 'text') return null;
  const text = given.kind === 'allow' ? passesByPerson(key) : refusesByPerson(key, because(given.reason));
  return { via: 'call', text };
};

/** A command waits in its hook, whatever else in a dialog on its screen. */
export const answer = ({ key, body }: PendingAsk, given: Answer): Delivery | null => {
  const [how, kind = ''] = key.split(':');
  if (how === 'run') return toHook(key, given);
  if (how === 'dialog') return inDialog(body, kind, given);
  return how === 'question' ? toQuestion(body, kind, given) : null;
};
