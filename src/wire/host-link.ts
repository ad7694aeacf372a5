import { fail, ok, type Result } from '../domain/errors.ts';
import type { HostFact } from '../domain/fact.ts';
import { Calls } from './calls.ts';
import type { Channel } from './channel.ts';
import { connect } from './connect.ts';
import { Hello } from './hello.ts';
import { type Found, type History, unpackHistory } from './history.ts';
import { type FromHost, type HostOrder, PROTOCOL, type ToHost } from './messages.ts';
import { hostPeer } from './peer.ts';
import { readFromHost } from './read-message.ts';

/** A kill walks the whole process tree; a halt is answered at once and takes its grace afterwards. */
const REPLY_MS = 15_000;

type HostHello = Extract<FromHost, { t: 'hello' }>;

export interface HostHandlers {
  /** In order, without gaps; may be called before `open` returns. */
  readonly onFacts: (facts: readonly HostFact[]) => void;
  readonly onClose: () => void;
  /** Packed cells while watching, see cells.ts. */
  readonly onCells?: (cells: Uint8Array) => void;
}

/**
 * An engine's or a console's side of one session host. All that is known of a
 * host goes through here: a host on another machine is another way to `open`.
 */
export class HostLink {
  readonly #channel: Channel;
  readonly #calls: Calls;
  readonly session: string;
  readonly pid: number;

  private constructor(channel: Channel, calls: Calls, hello: HostHello) {
    this.#channel = channel;
    this.#calls = calls;
    this.session = hello.session;
    this.pid = hello.pid;
  }

  /** Facts after number `after` first, then live; `null` wants none (a console). */
  static async open(
    socket: string,
    after: number | null,
    handlers: HostHandlers,
    timeoutMs: number,
  ): Promise<Result<HostLink>> {
    const connected = await connect(socket, timeoutMs, hostPeer);
    if (!connected.ok) return connected;
    const channel = connected.value;
    const calls = new Calls(channel, hostPeer);
    const hello = new Hello<HostHello>(hostPeer, timeoutMs);
    let opened = false;
    channel.onClose(() => {
      hello.peerGone();
      calls.peerGone();
      if (opened) handlers.onClose();
    });
    channel.onCells((cells) => handlers.onCells?.(cells));
    channel.onMessage((raw) => {
      const message = readFromHost(raw);
      if (message?.t === 'hello') {
        opened = message.protocol === PROTOCOL;
        hello.came(message);
      }
      if (message?.t === 'facts' && opened) handlers.onFacts(message.facts);
      if (message?.t === 'reply') calls.answered(message);
    });
    channel.send({ t: 'hello', protocol: PROTOCOL, after } satisfies ToHost);
    const greeted = await hello.greeted;
    if (greeted.ok) return ok(new HostLink(channel, calls, greeted.value));
    opened = false;
    channel.close();
    return greeted;
  }

  order(order: HostOrder): Promise<Result<unknown>> {
    return this.#calls.ask({ t: 'order', order }, REPLY_MS);
  }

  /** False: the host is stopped or hangs. */
  async ping(timeoutMs: number): Promise<boolean> {
    return (await this.#calls.ask({ t: 'ping' }, timeoutMs)).ok;
  }

  /** What the agent's screen shows as plain text, on request with all that was above it. */
  async screen(options: { scrollback: boolean }): Promise<Result<string>> {
    const answer = await this.#calls.ask({ t: 'screen', scrollback: options.scrollback }, REPLY_MS);
    return answer.ok ? ok(String(answer.value)) : answer;
  }

  /** Lines of the agent's terminal from number `top` on, those above its screen included. */
  async history(top: number, rows: number): Promise<Result<History>> {
    const answer = await this.#calls.ask({ t: 'history', top, rows }, REPLY_MS);
    const history = answer.ok ? unpackHistory(answer.value) : null;
    if (history !== null) return ok(history);
    return answer.ok ? fail('wire.version', 'the session host sent no lines') : answer;
  }

  /** Where the agent's terminal and what is above it say this, oldest first. */
  async find(text: string): Promise<Result<readonly Found[]>> {
    const answer = await this.#calls.ask({ t: 'find', text }, REPLY_MS);
    return answer.ok ? ok(answer.value as readonly Found[]) : answer;
  }

  /** From now on the agent's screen has this size, and its changed cells come to `onCells`. */
  watch(cols: number, rows: number): void {
    this.#channel.send({ t: 'watch', cols, rows } satisfies ToHost);
  }

  unwatch(): void {
    this.#channel.send({ t: 'unwatch' } satisfies ToHost);
  }

  /** Typed into the agent's terminal as it stands. */
  input(data: string): void {
    this.#channel.send({ t: 'input', data } satisfies ToHost);
  }

  close(): void {
    this.#channel.close();
  }
}
