import type { Answer } from '../../domain/ask.ts';
import type { Delivery, PendingAsk } from '../agent.ts';
import { allowPermission, allowTool, denyPermission, denyTool } from './replies.ts';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

const WORDS_IN_GUARD = 8;

/** The beginning of a text as it stands on a screen that may have wrapped it. */
const shown = (text: string): string =>
  text.trim().split(/\s+/).slice(0, WORDS_IN_GUARD).map(escaped).join(String.raw`\s+`);

/** Keys of the terminal are not for an agent's words. */
const printable = (text: string): string => text.replaceAll(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');

const IDLE = '^› Ask Codex to do anything';
const PASTE = (text: string): string => `\x1b[200~${text}\x1b[201~`;

/** Into the empty prompt, as one paste; submitted once it stands there. A dialog hides the prompt. */
export const tell = (text: string): Delivery => {
  const words = printable(text);
  return {
    via: 'keys',
    data: PASTE(words),
    guard: IDLE,
    submit: { data: '\r', guard: String.raw`^› (?:\[Pasted Content \d+ chars\]|${shown(words)})` },
  };
};

const DOWN = '\x1b[B';

/**
 * The option is gone to before it is taken: keys that a busy terminal lost are then seen to be lost.
 * Own words are a note to "None of the above", which stands below the options.
 */
const inDialog = (
  { text, options }: PendingAsk['body'],
  given: Extract<Answer, { kind: 'text' }>,
): Delivery => {
  const guard = String.raw`^ *Question \d+\/\d+ [^]*${shown(text)}`;
  if (given.option !== null && given.option < options.length) {
    const chosen = String.raw`^ *› ${given.option + 1}\. `;
    return { via: 'keys', data: DOWN.repeat(given.option), guard, submit: { data: '\r', guard: chosen } };
  }
  const words = printable(given.text).replaceAll(/\s+/g, ' ').trim();
  return {
    via: 'keys',
    data: `${DOWN.repeat(options.length)}\t${words}`,
    guard,
    submit: { data: '\r', guard: `^ *› ${shown(words)}` },
  };
};

const denied = (reason: string | null): string =>
  reason === null || reason === ''
    ? 'A person denied this. Go on without it.'
    : `A person denied this: ${reason}`;

const replyTo = (kind: string, given: Answer): string | null => {
  if (given.kind === 'text') return null;
  const allows = given.kind === 'allow';
  if (kind === 'violation') return allows ? allowTool : denyTool(denied(given.reason));
  return allows ? allowPermission : denyPermission(denied(given.reason));
};

/** By the hook that waits for it; questions by keys into their own dialog. */
export const answer = ({ key, body }: PendingAsk, given: Answer): Delivery | null => {
  const kind = key.slice(0, key.indexOf(':'));
  if (kind === 'permission' || kind === 'violation') {
    const text = replyTo(kind, given);
    return text === null ? null : { via: 'call', text };
  }
  if (given.kind !== 'text') return null;
  if (kind === 'question') return inDialog({ ...body }, given);
  if (kind !== 'aside') return null;
  const words = given.option === null ? given.text : (body.options[given.option] ?? given.text);
  return tell(`You asked: ${body.text}\nThe answer: ${words}`);
};
