import { resolve } from 'node:path';
import type { Delivery } from '../agents/agent.ts';
import type { Fact } from '../domain/fact.ts';
import { replaceFile } from '../journal/durable.ts';
import type { HostOrder } from '../wire/messages.ts';

export interface DeliveryRoom {
  readonly workspace: string;
  readonly screen: () => string;
  readonly bracketedPaste: () => boolean;
  readonly type: (text: string) => boolean;
}

type DeliverOrder = Extract<HostOrder, { do: 'deliver' }>;

/** Null: it went out. Else why it did not. */
type Refusal = string | null;

const PASTE_BEGIN = '\x1b[200~';
const PASTE_END = '\x1b[201~';
const ENTER = '\r';

/** Pasted as one piece, the line ends inside a text do not submit it half way. */
export const keysFor = (data: string, bracketedPaste: boolean): string => {
  const body = data.endsWith(ENTER) ? data.slice(0, -1) : data;
  if (!bracketedPaste || !/[\r\n]/.test(body) || body.includes(PASTE_BEGIN)) return data;
  return `${PASTE_BEGIN}${body.replaceAll(PASTE_END, '')}${PASTE_END}${data.slice(body.length)}`;
};

const matches = (guard: string, screen: string): boolean => {
  try {
    return new RegExp(guard, 'mu').test(screen);
  } catch {
    // A guard nobody can read guards nothing: then nothing is typed.
    return false;
  }
};

const typed = (delivery: Extract<Delivery, { via: 'keys' }>, room: DeliveryRoom): Refusal => {
  if (!matches(delivery.guard, room.screen()))
    return 'the agent no longer shows what this answers, so nothing was typed';
  const keys = keysFor(delivery.data, room.bracketedPaste());
  return room.type(keys) ? null : 'the agent does not read its input';
};

const written = (delivery: Extract<Delivery, { via: 'file' }>, room: DeliveryRoom): Refusal => {
  const done = replaceFile(resolve(room.workspace, delivery.path), delivery.text);
  return done.ok ? null : done.error.what;
};

const carried = (delivery: Delivery, room: DeliveryRoom): Refusal => {
  if (delivery.via === 'keys') return typed(delivery, room);
  if (delivery.via === 'file') return written(delivery, room);
  return `this host cannot deliver by ${delivery.via}`;
};

/** Carries an answer to the agent, and says how that went. */
export const deliver = ({ ask, key, delivery }: DeliverOrder, room: DeliveryRoom): Fact => {
  const why = carried(delivery, room);
  if (why !== null) return { type: 'session.answer_failed', ask, key, why };
  return { type: 'session.answer_sent', ask, key, via: delivery.via };
};
