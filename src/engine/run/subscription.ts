import type { Event } from '../../domain/event.ts';
import type { JournalReader } from '../../journal/read.ts';
import type { Channel } from '../../wire/channel.ts';
import type { FromEngine } from '../../wire/messages.ts';

/** Journaled events go out in pieces, so that none holds up the engine. */
const PIECE = 500;

/**
 * One viewer's stream of events: journaled ones first, then live, each once. A viewer
 * that is slow or stopped costs no memory: it reads on from the journal when it drains.
 */
export class Subscription {
  readonly #channel: Channel;
  readonly #journal: JournalReader;
  #sent: number;
  #behind = true;
  #full = false;

  constructor(channel: Channel, journal: JournalReader, from: number) {
    this.#channel = channel;
    this.#journal = journal;
    this.#sent = from - 1;
    channel.onDrain(() => {
      this.#full = false;
      this.#catchUp();
    });
    this.#catchUp();
  }

  /** Newly journaled events. */
  publish(events: readonly Event[]): void {
    if (this.#full) {
      this.#behind = true;
      return;
    }
    this.#send(events.filter((event) => event.seq > this.#sent));
  }

  #catchUp(): void {
    while (this.#behind && !this.#full) {
      const piece = this.#journal.events({ from: this.#sent + 1, limit: PIECE });
      if (!piece.ok) return;
      this.#behind = piece.value.length === PIECE;
      this.#send(piece.value);
    }
  }

  #send(events: readonly Event[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.#full = !this.#channel.send({ t: 'events', events } satisfies FromEngine);
    this.#sent = last.seq;
  }
}
