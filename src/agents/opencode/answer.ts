import type { Answer } from '../../domain/ask.ts';
import type { Delivery, HttpRequest, PendingAsk } from '../agent.ts';
import { type Chosen, chosenBy, chosenIn, type QuestionKey, readQuestionKey } from './question.ts';

const sent = (...requests: readonly HttpRequest[]): Delivery => ({ via: 'http', requests });

const post = (path: string, body: unknown): HttpRequest => ({ method: 'POST', path, body });

const NO = 'A person said no to this. Go on without it.';

const permissionReply = (id: string, given: Answer): Delivery | null => {
  if (given.kind === 'text') return null;
  const body =
    given.kind === 'allow'
      ? { reply: 'once' }
      : { reply: 'reject', message: given.reason === null ? NO : `${NO} The reason: ${given.reason}` };
  return sent(post(`/permission/${id}/reply`, body));
};

const PART = 'orch.answered';

/** An answer to one of several questions is kept by OpenCode's own stream of events, where `observe` finds it. */
const partReply = (request: string, chosen: readonly Chosen[]): Delivery =>
  sent(
    post('/tui/publish', {
      type: 'tui.command.execute',
      properties: { command: `${PART} ${request} ${JSON.stringify(chosen)}` },
    }),
  );

const PART_COMMAND = new RegExp(`^${PART} (?<request>\\w+) (?<chosen>.*)$`, 's');

/** The answers so far to a dialog of several questions, where that is what the command says. */
export const partAnswered = (
  command: string,
): { readonly request: string; readonly chosen: readonly Chosen[] } | null => {
  const { request, chosen } = PART_COMMAND.exec(command)?.groups ?? {};
  const all = chosenIn(chosen ?? '');
  return request === undefined || all === null ? null : { request, chosen: all };
};

const questionReply = (key: QuestionKey, { body }: PendingAsk, given: Answer): Delivery | null => {
  if (given.kind !== 'text') return null;
  const own = given.option === null ? null : (body.options[given.option] ?? null);
  const answers = [...key.before, own === null ? chosenBy(given.text, body.options, key.multiple) : [own]];
  if (answers.length < key.count) return partReply(key.request, answers);
  return sent(post(`/question/${key.request}/reply`, { answers }));
};

/** OpenCode's server takes every answer; one nobody waits for any more it refuses. */
export const answer = (ask: PendingAsk, given: Answer): Delivery | null => {
  const permission = /^permission:(?<id>\w+)$/.exec(ask.key)?.groups?.id;
  if (permission !== undefined) return permissionReply(permission, given);
  const question = readQuestionKey(ask.key);
  return question === null ? null : questionReply(question, ask, given);
};

/**
 * Into the prompt as if typed, and sent. What a person has begun to type there
 * makes way: their words must not go out with these.
 */
export const tell = (text: string): Delivery =>
  sent(
    post('/tui/clear-prompt', undefined),
    // At its very beginning a slash would make it a command, an exclamation mark a shell's.
    post('/tui/append-prompt', { text: /^[/!]/.test(text) ? ` ${text}` : text }),
    post('/tui/submit-prompt', undefined),
  );
