import type { HostFact } from '../domain/fact.ts';
import type { Channel } from '../wire/channel.ts';
import type { FactLog } from './fact-log.ts';

const BATCH = 200;

/** Sends one engine the facts after a number, then each as it comes; a slow engine slows nobody. */
export class FactFeed {
  readonly #channel: Channel;
  readonly #log: FactLog;
  readonly #unhear: () => void;
  #sent: number;
  /** Read from the log, not sent yet. */
  #ahead: HostFact[] = [];
  #blocked = false;

  constructor(channel: Channel, log: FactLog, after: number) {
    this.#channel = channel;
    this.#log = log;
    this.#sent = after;
    this.#unhear = log.onFact(() => this.#send());
    channel.onDrain(() => {
      this.#blocked = false;
      this.#send();
    });
    this.#send();
  }

  /** True once all there is went out and nothing waits in between. */
  get caughtUp(): boolean {
    return !this.#blocked && this.#sent >= this.#log.last;
  }

  stop(): void {
    this.#unhear();
    this.#blocked = true;
  }

  #send(): void {
    while (!this.#blocked && this.#sent < this.#log.last) {
      if (this.#ahead.length === 0) this.#ahead = this.#log.after(this.#sent);
      const facts = this.#ahead.splice(0, BATCH);
      const last = facts.at(-1);
      if (last === undefined) return;
      this.#sent = last.n;
      this.#blocked = !this.#channel.send({ t: 'facts', facts });
    }
  }
}
