import { fail, ok, type Result } from '../domain/errors.ts';
import type { Channel } from '../wire/channel.ts';
import type { Found, HistoryPart } from '../wire/history.ts';
import { type FromHost, type HostOrder, PROTOCOL, type ToHost } from '../wire/messages.ts';
import { readToHost } from '../wire/read-message.ts';
import { FactFeed } from './fact-feed.ts';
import type { FactLog } from './fact-log.ts';
import type { Screen } from './screen.ts';

/** What a host lets its peers do. */
export interface HostFace {
  readonly session: string;
  readonly facts: FactLog;
  readonly screen: Screen;
  readonly text: (options: { scrollback: boolean }) => string;
  readonly history: (top: number, rows: number) => HistoryPart;
  readonly find: (text: string) => readonly Found[];
  readonly type: (text: string) => void;
  readonly order: (order: HostOrder) => Promise<Result<unknown>>;
}

const LOOK_MS = 20;

/** The engines and consoles that talk to this host. */
export class Peers {
  readonly #face: HostFace;
  readonly #feeds = new Map<Channel, FactFeed>();

  constructor(face: HostFace) {
    this.#face = face;
  }

  accept(channel: Channel): void {
    channel.onClose(() => {
      this.#feeds.get(channel)?.stop();
      this.#feeds.delete(channel);
      this.#face.screen.unwatch(channel);
    });
    channel.onMessage((raw) => {
      const message = readToHost(raw);
      // Nothing a peer sends may take the agent down with its host.
      try {
        if (message === null) channel.close();
        else this.#hear(channel, message);
      } catch {
        channel.close();
      }
    });
  }

  /** Resolves once an engine was sent every fact, at the latest after `ms`. */
  caughtUp(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const until = performance.now() + ms;
    const look = setInterval(() => {
      const done = [...this.#feeds.values()].some((feed) => feed.caughtUp);
      if (!done && performance.now() < until) return;
      clearInterval(look);
      resolve();
    }, LOOK_MS);
    return promise;
  }

  #hear(channel: Channel, message: ToHost): void {
    const { screen } = this.#face;
    if (message.t === 'hello') this.#greet(channel, message);
    else if (message.t === 'watch') screen.watch(channel, message);
    else if (message.t === 'unwatch') screen.unwatch(channel);
    else if (message.t === 'input') {
      screen.typed(channel);
      this.#face.type(message.data);
    } else
      void this.#answer(message)
        .then((result) => reply(channel, message.id, result))
        .catch((error: unknown) => reply(channel, message.id, bug(error)));
  }

  async #answer(message: Extract<ToHost, { readonly id: number }>): Promise<Result<unknown>> {
    switch (message.t) {
      case 'order':
        return (await this.#ordered(message.order)) ?? unknown;
      case 'ping':
        return ok(null);
      case 'screen':
        return ok(this.#face.text(message));
      case 'history':
        return ok(this.#face.history(message.top, message.rows));
      case 'find':
        return ok(this.#face.find(String(message.text)));
    }
  }

  /** Undefined: an order of another version, which nobody here knows. */
  #ordered(order: HostOrder): Promise<Result<unknown> | undefined> {
    return this.#face.order(order);
  }

  #greet(channel: Channel, { protocol, after }: Extract<ToHost, { t: 'hello' }>): void {
    const { session, facts } = this.#face;
    channel.send({ t: 'hello', protocol: PROTOCOL, session, pid: process.pid } satisfies FromHost);
    if (protocol !== PROTOCOL) channel.close();
    else if (after !== null && !this.#feeds.has(channel))
      this.#feeds.set(channel, new FactFeed(channel, facts, after));
  }
}

const unknown = fail('wire.version', 'the session host does not know this order');

const bug = (error: unknown): Result<never> =>
  fail('internal.bug', error instanceof Error ? error.message : String(error));

const reply = (channel: Channel, id: number, result: Result<unknown>): void => {
  channel.send({ t: 'reply', id, ...result } satisfies FromHost);
};
