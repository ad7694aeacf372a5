import type { Command } from '../domain/command.ts';
import { ok, type Result } from '../domain/errors.ts';
import type { Event } from '../domain/event.ts';
import { Calls } from './calls.ts';
import type { Channel } from './channel.ts';
import { connect } from './connect.ts';
import { Hello } from './hello.ts';
import { type FromEngine, PROTOCOL, type ToEngine } from './messages.ts';
import { enginePeer } from './peer.ts';
import type { Query } from './queries.ts';
import { readFromEngine } from './read-message.ts';

/** Some commands work for a while (apply, stop); only a stopped engine is silent this long. */
const REPLY_MS = 60_000;

type EngineHello = Extract<FromEngine, { t: 'hello' }>;

export interface EngineInfo {
  readonly pid: number;
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** A console's or a verb's side of the engine: commands in, events out. */
export class EngineClient {
  readonly #channel: Channel;
  readonly #calls: Calls;
  readonly info: EngineInfo;
  #onEvents: (events: readonly Event[]) => void = () => {};

  private constructor(channel: Channel, calls: Calls, info: EngineInfo) {
    this.#channel = channel;
    this.#calls = calls;
    this.info = info;
  }

  static async open(path: string, options: { timeoutMs: number }): Promise<Result<EngineClient>> {
    const connected = await connect(path, options.timeoutMs);
    if (!connected.ok) return connected;
    const channel = connected.value;
    const calls = new Calls(channel, enginePeer);
    const hello = new Hello<EngineHello>(enginePeer, options.timeoutMs);
    let client: EngineClient | null = null;
    channel.onClose(() => {
      hello.peerGone();
      calls.peerGone();
    });
    channel.onMessage((raw) => {
      const message = readFromEngine(raw);
      if (message?.t === 'hello') hello.came(message);
      if (message?.t === 'reply') calls.answered(message);
      if (message?.t === 'events' && client !== null) client.#onEvents(message.events);
    });
    channel.send({ t: 'hello', protocol: PROTOCOL } satisfies ToEngine);
    const greeted = await hello.greeted;
    if (!greeted.ok) {
      channel.close();
      return greeted;
    }
    const { pid, version, since } = greeted.value;
    client = new EngineClient(channel, calls, { pid, version, since });
    return ok(client);
  }

  command(command: Command): Promise<Result<unknown>> {
    return this.#calls.ask({ t: 'command', command }, REPLY_MS);
  }

  query(query: Query): Promise<Result<unknown>> {
    return this.#calls.ask({ t: 'query', query }, REPLY_MS);
  }

  /** Events from number `from` on, journaled ones first, then live, each once. */
  subscribe(from: number, onEvents: (events: readonly Event[]) => void): void {
    this.#onEvents = onEvents;
    this.#channel.send({ t: 'subscribe', from } satisfies ToEngine);
  }

  onClose(listener: () => void): void {
    this.#channel.onClose(listener);
  }

  close(): void {
    this.#channel.close();
  }
}
