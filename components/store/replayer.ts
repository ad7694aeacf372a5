import type { Event } from '../../src/domain/event.ts';
import type { Link } from './engine-door.ts';
import { type Clock, emptyRun, folded, type Run } from './run.ts';

const KEEP_EVERY = 200;
const FRAME_MS = 100;
const SPEEDS = [1, 2, 5, 10, 30, 60, 300] as const;

/**
 * When each event counts as having happened: a fact is journaled with its own time, which may lie a moment
 * before that of the one journaled earlier, but a replay keeps the journal's order.
 */
const momentsOf = (events: readonly Event[]): readonly number[] => {
  let latest = 0;
  return events.map(({ at }) => {
    latest = Math.max(latest, at);
    return latest;
  });
};

/** A past day at any moment of it. What was folded once is kept at intervals, so that going back is cheap. */
class PastDay {
  readonly #events: readonly Event[];
  readonly #moments: readonly number[];
  readonly #kept: Run[] = [emptyRun];

  constructor(events: readonly Event[]) {
    this.#events = events;
    this.#moments = momentsOf(events);
  }

  get from(): number {
    return this.#moments[0] ?? 0;
  }

  get to(): number {
    return this.#moments.at(-1) ?? 0;
  }

  /** The day after so many of its events. */
  after(count: number): Run {
    let part = Math.min(Math.floor(count / KEEP_EVERY), this.#kept.length - 1);
    let run = this.#kept[part] ?? emptyRun;
    for (let from = part * KEEP_EVERY; from < count; from += KEEP_EVERY) {
      run = folded(run, this.#events.slice(from, Math.min(count, from + KEEP_EVERY)));
      part += 1;
      if (from + KEEP_EVERY <= count && this.#kept.length === part) this.#kept.push(run);
    }
    return run;
  }

  /** How many had happened by then. */
  countAt(at: number): number {
    const next = this.#moments.findIndex((moment) => moment > at);
    return next === -1 ? this.#moments.length : next;
  }

  /** The moment after this one at which something happened, or the one before. */
  beside(at: number, by: 1 | -1): number | undefined {
    return by === 1
      ? this.#moments.find((moment) => moment > at)
      : this.#moments.findLast((moment) => moment < at);
  }
}

/** Moves along a past day: by event, by time, or playing it at any speed. */
export class Replayer {
  readonly #day: PastDay;
  readonly #clock: Clock;
  readonly #onMove: (run: Run) => void;
  readonly #from: number;
  readonly #to: number;
  #at: number;
  #speed = 2;
  #playing = false;
  #stop: () => void = () => {};

  constructor(events: readonly Event[], clock: Clock, onMove: (run: Run) => void) {
    this.#day = new PastDay(events);
    this.#clock = clock;
    this.#onMove = onMove;
    this.#from = this.#day.from;
    this.#to = this.#day.to;
    this.#at = this.#to;
  }

  /** Goes there; before the first event and after the last there is nothing. */
  seek(at: number): void {
    this.#at = Math.max(this.#from, Math.min(this.#to, at));
    if (this.#at === this.#to) this.#playing = false;
    this.#show();
  }

  seekBy(ms: number): void {
    this.seek(this.#at + ms);
  }

  /** To the next moment something happened, or the one before. */
  step(by: 1 | -1): void {
    const moment = this.#day.beside(this.#at, by);
    if (moment !== undefined) this.seek(moment);
  }

  play(): void {
    if (!this.#playing && this.#at === this.#to) this.#at = this.#from;
    this.#playing = !this.#playing;
    this.#show();
  }

  faster(by: 1 | -1): void {
    this.#speed = Math.max(0, Math.min(SPEEDS.length - 1, this.#speed + by));
    this.#show();
  }

  close(): void {
    this.#stop();
  }

  #show(): void {
    this.#stop();
    const speed = SPEEDS[this.#speed] ?? 1;
    const link: Link = {
      state: 'replay',
      at: this.#at,
      from: this.#from,
      to: this.#to,
      playing: this.#playing,
      speed,
    };
    this.#onMove({ ...this.#day.after(this.#day.countAt(this.#at)), link });
    if (this.#playing) this.#stop = this.#clock.after(FRAME_MS, () => this.seekBy(FRAME_MS * speed));
  }
}
