import type { Command } from '../../domain/command.ts';
import { fail, type Result } from '../../domain/errors.ts';
import type { Event } from '../../domain/event.ts';
import type { JournalReader } from '../../journal/read.ts';
import type { Channel } from '../../wire/channel.ts';
import { type FromEngine, PROTOCOL, type ToEngine } from '../../wire/messages.ts';
import type { Query } from '../../wire/queries.ts';
import { readToEngine } from '../../wire/read-message.ts';
import { readCommand, readQuery } from '../../wire/read-wish.ts';
import { Subscription } from './subscription.ts';

export interface ClientParts {
  readonly version: string;
  readonly pid: number;
  readonly since: number;
  readonly journal: JournalReader;
  readonly command: (command: Command) => Promise<Result<unknown>>;
  readonly query: (query: Query) => Promise<Result<unknown>>;
  /** The number of clients changed. */
  readonly changed: () => void;
}

/** Everyone who looks at the engine or wishes something of it: consoles and verbs. */
export class Clients {
  readonly #parts: ClientParts;
  readonly #channels = new Set<Channel>();
  readonly #subscribers = new Map<Channel, Subscription>();

  constructor(parts: ClientParts) {
    this.#parts = parts;
  }

  get count(): number {
    return this.#channels.size;
  }

  readonly accept = (channel: Channel): void => {
    this.#channels.add(channel);
    this.#parts.changed();
    channel.onClose(() => {
      this.#channels.delete(channel);
      this.#subscribers.delete(channel);
      this.#parts.changed();
    });
    channel.onMessage((raw) => this.#heard(channel, raw));
  };

  /** Newly journaled events, to all who asked for them. */
  publish(events: readonly Event[]): void {
    for (const subscription of this.#subscribers.values()) subscription.publish(events);
  }

  close(): void {
    for (const channel of this.#channels) channel.close();
  }

  /** Whatever a client sends, it is at most that client's end. */
  #heard(channel: Channel, raw: unknown): void {
    const message = readToEngine(raw);
    try {
      if (message === null) channel.close();
      else this.#received(channel, message);
    } catch {
      channel.close();
    }
  }

  #received(channel: Channel, message: ToEngine): void {
    switch (message.t) {
      case 'hello': {
        const { version, pid, since } = this.#parts;
        channel.send({ t: 'hello', protocol: PROTOCOL, version, pid, since } satisfies FromEngine);
        break;
      }
      case 'subscribe':
        if (!Number.isSafeInteger(message.from)) channel.close();
        else this.#subscribers.set(channel, new Subscription(channel, this.#parts.journal, message.from));
        break;
      case 'query':
        void answer(channel, message.id, readQuery(message.query), this.#parts.query);
        break;
      case 'command':
        void answer(channel, message.id, readCommand(message.command), this.#parts.command);
        break;
    }
  }
}

const answer = async <Wish>(
  channel: Channel,
  id: number,
  wish: Result<Wish>,
  act: (wish: Wish) => Promise<Result<unknown>>,
): Promise<void> => {
  try {
    reply(channel, id, wish.ok ? await act(wish.value) : wish);
  } catch (error) {
    reply(channel, id, fail('internal.bug', error instanceof Error ? error.message : String(error)));
  }
};

const reply = (channel: Channel, id: number, result: Result<unknown>): void => {
  const message: FromEngine = result.ok
    ? { t: 'reply', id, ok: true, value: result.value ?? null }
    : { t: 'reply', id, ok: false, error: result.error };
  channel.send(message);
};
