import type { Observed } from '../agents/agent.ts';
import { type Call, type CallReply, readCall } from '../wire/call.ts';
import type { Channel } from '../wire/channel.ts';

/**
 * A held call that is gone may be gone with its agent, and an agent that is ended
 * takes its question back no more than one that is asked again a moment later.
 */
const GONE_AFTER_MS = 300;

export interface CallHandlers {
  /** What is said to the caller; what it told is spooled by then. */
  readonly onCall: (call: Call) => Observed['reply'] | Promise<Observed['reply']>;
  /** Nobody waits for the answer to this any more. */
  readonly onGone: (key: string) => void;
}

/** Takes the calls of an agent's programs, and holds those that wait for a person. */
export class CallDesk {
  readonly #handlers: CallHandlers;
  readonly #held = new Map<string, Set<Channel>>();
  readonly #going = new Map<string, NodeJS.Timeout>();
  readonly #open = new Set<Channel>();
  #closed = false;

  constructor(handlers: CallHandlers) {
    this.#handlers = handlers;
  }

  accept(channel: Channel): void {
    if (this.#closed) {
      channel.close();
      return;
    }
    this.#open.add(channel);
    channel.onClose(() => this.#left(channel));
    let called = false;
    channel.onMessage((message) => {
      const call = called ? null : readCall(message);
      called = true;
      if (call === null) channel.close();
      else void this.#hear(channel, call);
    });
  }

  /** Replies to every call held under the key; false where none is. */
  answer(key: string, text: string): boolean {
    const waiting = this.#held.get(key);
    if (waiting === undefined) return false;
    this.#held.delete(key);
    for (const channel of waiting) reply(channel, text);
    return true;
  }

  /** Whoever still waits is let go without a word: its session is over. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#going.values()) clearTimeout(timer);
    this.#held.clear();
    for (const channel of this.#open) channel.close();
  }

  async #hear(channel: Channel, call: Call): Promise<void> {
    const said = await this.#said(call);
    if (said !== undefined && 'hold' in said) this.#hold(channel, said.hold);
    else reply(channel, said?.text ?? '');
  }

  /** A call nobody can make sense of must not keep its agent. */
  async #said(call: Call): Promise<Observed['reply']> {
    try {
      return await this.#handlers.onCall(call);
    } catch {
      return undefined;
    }
  }

  #hold(channel: Channel, key: string): void {
    if (this.#closed) return;
    clearTimeout(this.#going.get(key));
    const waiting = this.#held.get(key) ?? new Set();
    this.#held.set(key, waiting.add(channel));
    channel.send({ t: 'held' } satisfies CallReply);
    if (!this.#open.has(channel)) this.#left(channel);
  }

  #left(channel: Channel): void {
    this.#open.delete(channel);
    for (const [key, waiting] of this.#held)
      if (waiting.delete(channel) && waiting.size === 0) this.#leave(key);
  }

  #leave(key: string): void {
    this.#held.delete(key);
    if (this.#closed) return;
    clearTimeout(this.#going.get(key));
    const timer = setTimeout(() => {
      this.#going.delete(key);
      if (!this.#held.has(key)) this.#handlers.onGone(key);
    }, GONE_AFTER_MS);
    this.#going.set(key, timer);
  }
}

const reply = (channel: Channel, text: string): void => {
  channel.send({ t: 'reply', text } satisfies CallReply);
  channel.close();
};
