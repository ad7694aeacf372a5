import { resolve } from 'node:path';
import type { Delivery, KeysDelivery } from '../../agents/agent.ts';
import type { Fact } from '../../domain/fact.ts';
import { replaceFile } from '../../journal/durable.ts';
import type { HostOrder } from '../../wire/messages.ts';
import { requested } from './http.ts';
import { typed, typedOnceShown } from './keys.ts';
import type { DeliveryRoom, Refusal } from './room.ts';

type DeliverOrder = Extract<HostOrder, { do: 'deliver' }>;
type TellOrder = Extract<HostOrder, { do: 'tell' }>;

/** Sent again these find out by themselves that they are not wanted; a request would not. */
const hasGuard = ({ via }: Delivery): boolean => via === 'keys' || via === 'file';

const notOpened = (why: string): Fact => ({
  type: 'session.trouble',
  source: 'screen',
  trouble: 'other',
  text: `it could not be told its task: ${why}`,
  ended: true,
});

/** Carries words to the agent, and says how that went. */
export class Outbox {
  readonly #room: DeliveryRoom;
  readonly #say: (fact: Fact) => void;
  readonly #ended = new AbortController();
  /** An engine that died in between sends the same again: it must not reach the agent twice. */
  readonly #answers = new Map<string, Promise<boolean>>();
  readonly #tellings = new Map<string, Promise<boolean>>();
  readonly #underWay = new Map<string, Promise<boolean>>();
  #typing: Promise<unknown> = Promise.resolve();

  constructor(room: DeliveryRoom, say: (fact: Fact) => void) {
    this.#room = room;
    this.#say = say;
  }

  /**
   * A fact of the agent's sources. An agent can say that an ask is gone before it says that it has
   * the answer: that waits for how the answer went, or nobody could tell who gave it.
   */
  heard(fact: Fact): void {
    const sending = fact.type === 'session.ask_gone' ? this.#underWay.get(fact.key) : undefined;
    if (sending === undefined) this.#say(fact);
    else void sending.then(() => this.#say(fact));
    // Answered in its pane: the hook that waits beside the dialog is let go.
    if (sending === undefined && fact.type === 'session.ask_gone') this.#room.reply(fact.key, '');
  }

  /** False: it did not go out; sent again, it is tried again. */
  deliver({ ask, key, delivery }: DeliverOrder): Promise<boolean> {
    return this.#once(this.#answers, ask, key, delivery, (why) =>
      why === null
        ? { type: 'session.answer_sent', ask, key, via: delivery.via }
        : { type: 'session.answer_failed', ask, key, why },
    );
  }

  tell({ key, delivery }: TellOrder): Promise<boolean> {
    return this.#once(this.#tellings, key, key, delivery, (why) =>
      why === null
        ? { type: 'session.told', key, via: delivery.via }
        : { type: 'session.tell_failed', key, why },
    );
  }

  /** The first words of an agent that takes none with its arguments. */
  async open(keys: KeysDelivery): Promise<void> {
    const { signal } = this.#ended;
    const opened = this.#inTurn(() => typedOnceShown(keys, this.#room, signal));
    this.#tellings.set(
      'opening',
      opened.then((why) => why === null),
    );
    const why = await opened;
    if (why === null) this.#say({ type: 'session.told', key: 'opening', via: 'keys' });
    else if (!signal.aborted) this.#say(notOpened(why));
  }

  /** What is under way is given up; resolves once that is said. */
  async close(): Promise<void> {
    this.#ended.abort();
    await Promise.all([...this.#answers.values(), ...this.#tellings.values()]);
  }

  #once(
    done: Map<string, Promise<boolean>>,
    id: string,
    key: string,
    delivery: Delivery,
    fact: (why: Refusal) => Fact,
  ): Promise<boolean> {
    const known = done.get(id);
    if (known !== undefined) return known;
    const sending = this.#carried(key, delivery).then((why) => {
      if (why !== null || hasGuard(delivery)) done.delete(id);
      this.#underWay.delete(key);
      this.#say(fact(why));
      return why === null;
    });
    done.set(id, sending);
    this.#underWay.set(key, sending);
    return sending;
  }

  async #carried(key: string, delivery: Delivery): Promise<Refusal> {
    const { signal } = this.#ended;
    switch (delivery.via) {
      case 'file':
        return this.#written(delivery);
      case 'call':
        return this.#room.reply(key, delivery.text) ? null : 'the agent no longer waits for this';
      case 'http':
        return requested(this.#room.server, delivery.requests, signal);
      case 'keys':
        return this.#inTurn(() => typed(delivery, this.#room, signal));
      default:
        return 'this host does not know this way';
    }
  }

  #written(delivery: Extract<Delivery, { via: 'file' }>): Refusal {
    const done = replaceFile(resolve(this.#room.workspace, delivery.path), delivery.text);
    return done.ok ? null : done.error.what;
  }

  /** Two that type at once would type into each other's words. */
  #inTurn(type: () => Promise<Refusal>): Promise<Refusal> {
    const mine = this.#typing.then(type);
    this.#typing = mine.catch(() => null);
    return mine;
  }
}
