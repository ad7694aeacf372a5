import { fail, ok, type Result } from '../domain/errors.ts';
import type { Channel } from './channel.ts';
import type { Reply } from './messages.ts';
import type { Peer } from './peer.ts';

interface Call {
  readonly settle: (result: Result<unknown>) => void;
  readonly timer: NodeJS.Timeout;
}

/** Questions under way on one channel: each gets its reply, a timeout, or the news that the peer is gone. */
export class Calls {
  readonly #channel: Channel;
  readonly #peer: Peer;
  readonly #open = new Map<number, Call>();
  #lastId = 0;
  #gone = false;

  constructor(channel: Channel, peer: Peer) {
    this.#channel = channel;
    this.#peer = peer;
  }

  ask(message: Readonly<Record<string, unknown>>, timeoutMs: number): Promise<Result<unknown>> {
    if (this.#gone) return Promise.resolve(this.#lost());
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#open.delete(id);
        resolve(fail(this.#peer.silent, `the ${this.#peer.name} did not answer within ${timeoutMs} ms`));
      }, timeoutMs);
      this.#open.set(id, { settle: resolve, timer });
      this.#channel.send({ ...message, id });
    });
  }

  answered(reply: Reply): void {
    this.#settle(reply.id, reply.ok ? ok(reply.value) : { ok: false, error: reply.error });
  }

  peerGone(): void {
    this.#gone = true;
    for (const id of [...this.#open.keys()]) this.#settle(id, this.#lost());
  }

  #lost(): Result<unknown> {
    return fail('wire.closed', `the ${this.#peer.name} closed the connection`);
  }

  #settle(id: number, result: Result<unknown>): void {
    const call = this.#open.get(id);
    if (call === undefined) return;
    this.#open.delete(id);
    clearTimeout(call.timer);
    call.settle(result);
  }
}
