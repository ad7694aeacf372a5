import type { FromEngine, FromHost, ToEngine, ToHost } from './messages.ts';

type Tagged = { readonly t: string };

/**
 * The version was agreed on in the hello, so the tag and the call's number are
 * all that must be checked: anything else in a message is as its sender typed it.
 */
const reader =
  <M extends Tagged>(plain: readonly M['t'][], calls: readonly M['t'][]) =>
  (message: unknown): M | null => {
    if (typeof message !== 'object' || message === null || !('t' in message)) return null;
    const tagged = message as Tagged & { id?: unknown };
    if (plain.includes(tagged.t)) return message as M;
    return calls.includes(tagged.t) && typeof tagged.id === 'number' ? (message as M) : null;
  };

/** What a client says to the engine, or null where it is no message of ours. */
export const readToEngine = reader<ToEngine>(['hello', 'subscribe'], ['command', 'query']);

/** What the engine says to a client. */
export const readFromEngine = reader<FromEngine>(['hello', 'events'], ['reply']);

/** What an engine or a console says to a session host. */
export const readToHost = reader<ToHost>(
  ['hello', 'watch', 'unwatch', 'input'],
  ['order', 'ping', 'screen', 'history', 'find'],
);

/** What a session host says. */
export const readFromHost = reader<FromHost>(['hello', 'facts'], ['reply']);
