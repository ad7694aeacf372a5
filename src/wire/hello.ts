import { fail, ok, type Result } from '../domain/errors.ts';
import { PROTOCOL } from './messages.ts';
import type { Peer } from './peer.ts';

interface Greeting {
  readonly protocol: number;
}

/** The first word of a connection: comes in time and in our version, or the connection is none. */
export class Hello<G extends Greeting> {
  readonly #peer: Peer;
  readonly #timer: NodeJS.Timeout;
  readonly #settle: (result: Result<G>) => void;
  readonly greeted: Promise<Result<G>>;

  constructor(peer: Peer, timeoutMs: number) {
    this.#peer = peer;
    const { promise, resolve } = Promise.withResolvers<Result<G>>();
    this.greeted = promise;
    this.#settle = resolve;
    this.#timer = setTimeout(
      () => resolve(fail(peer.silent, `the ${peer.name} did not answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
  }

  came(greeting: G): void {
    clearTimeout(this.#timer);
    if (greeting.protocol === PROTOCOL) this.#settle(ok(greeting));
    else {
      const what = `the ${this.#peer.name} speaks version ${greeting.protocol}, this is ${PROTOCOL}`;
      this.#settle(fail('wire.version', what));
    }
  }

  peerGone(): void {
    clearTimeout(this.#timer);
    this.#settle(fail(this.#peer.absent, `the ${this.#peer.name} closed the connection at once`));
  }
}
