import type { Tokens } from '../../src/domain/money.ts';
import type { Asked, DialectName } from './asked.ts';
import type { Refusal, Refused } from './fault.ts';
import type { Quota } from './script.ts';

/** A call as it is sent: its tool as the CLI names it. */
export interface NamedCall {
  readonly name: string;
  readonly namespace?: string;
  /** An object, or plain text for a tool that takes that. */
  readonly input: Readonly<Record<string, unknown>> | string;
}

/** What the model answers, whatever the dialect. */
export interface Reply {
  readonly model: string;
  readonly thinks: string;
  readonly says: string;
  readonly calls: readonly NamedCall[];
  readonly usage: Tokens;
  readonly quota: readonly Quota[];
  /** Makes a name that no other message or call has. */
  readonly newId: (prefix: string) => string;
  readonly now: number;
}

/** One write of a stream. `says` marks those that carry a piece of the answer. */
export interface Piece {
  readonly text: string;
  readonly says: boolean;
}

export interface Dialect {
  readonly name: DialectName;
  readonly speaks: (path: string) => boolean;
  readonly read: (path: string, body: Asked['body']) => Omit<Asked, 'dialect' | 'path' | 'headers' | 'body'>;
  /** The usage as this dialect can state it; what it has no word for is in another kind. */
  readonly states: (usage: Tokens) => Tokens;
  readonly whole: (reply: Reply) => unknown;
  readonly pieces: (reply: Reply) => readonly Piece[];
  readonly headers: (reply: Reply) => Readonly<Record<string, string>>;
  readonly refuse: (refusal: Refusal, now: number) => Refused;
  /** The event of a stream that ends because the model is overloaded. */
  readonly overloadedInside: () => string;
}

/** A server-sent event. */
export const event = (name: string, data: unknown, says = false): Piece => ({
  text: `${name === '' ? '' : `event: ${name}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`,
  says,
});

const PIECE = 24;

/** Text in pieces, as a model streams it: at least two, so that even a short word can stop in its middle. */
export const inPieces = (text: string): readonly string[] => {
  const size = Math.max(1, Math.min(PIECE, Math.ceil(text.length / 2)));
  return text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'gu')) ?? [];
};
