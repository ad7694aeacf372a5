import type { Failure, Result } from '../../domain/errors.ts';
import type { Draft, Event } from '../../domain/event.ts';
import type { Journal } from '../../journal/journal.ts';
import type { DayState } from '../../state/model.ts';
import { decide } from '../decide/decide.ts';
import type { Effect, Input } from '../decide/input.ts';
import { nextWake } from '../decide/timers.ts';
import type { Clock } from './clock.ts';

/** Most inputs decided, and journaled, in one go. */
const GROUP = 256;
const RETRY_MS = 1_000;
/** setTimeout's own limit. */
const LONGEST_MS = 2 ** 31 - 1;

export type Answered = (refusal: Failure | null) => void;

interface Mail {
  readonly input: Input;
  readonly answered: Answered | null;
}

export interface CoreParts {
  readonly state: DayState;
  readonly journal: Pick<Journal, 'append'>;
  readonly clock: Clock;
  readonly carryOut: (effect: Effect) => void;
  readonly publish: (events: readonly Event[]) => void;
  /** Journaling failed: nothing is taken on until it works again. */
  readonly troubled: (failure: Failure | null) => void;
}

/**
 * The engine's one mailbox: receive → decide → journal → only then act. What is
 * not durable has not happened: no effect, no reply, no event to a viewer.
 */
export class Core {
  readonly #parts: CoreParts;
  #state: DayState;
  #mail: Mail[] = [];
  #scheduled = false;
  #stopped = false;
  #timer: NodeJS.Timeout | null = null;
  #trouble: Failure | null = null;
  #waiting: (() => void)[] = [];

  constructor(parts: CoreParts) {
    this.#parts = parts;
    this.#state = parts.state;
  }

  get state(): DayState {
    return this.#state;
  }

  /** Why nothing can be journaled right now, or null. */
  get trouble(): Failure | null {
    return this.#trouble;
  }

  post(input: Input, answered: Answered | null = null): void {
    this.#mail.push({ input, answered });
    this.#schedule();
  }

  /** The same for a wish: resolves with its refusal, or null once it is durable. */
  wish(input: Input): Promise<Failure | null> {
    return new Promise((resolve) => this.post(input, resolve));
  }

  /** Resolves once everything posted so far is decided and durable. */
  settled(): Promise<void> {
    if (this.#mail.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#mail = [];
    this.#stopped = true;
  }

  #schedule(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#stopped) this.#work();
    });
  }

  #work(): void {
    const jump = this.#parts.clock.jump();
    if (jump !== 0)
      this.#mail.unshift({
        input: { kind: 'outcome', draft: { type: 'clock.jumped', by_ms: jump } },
        answered: null,
      });
    const group = this.#mail.splice(0, GROUP);
    const now = this.#parts.clock.now();
    const decided = decideAll(this.#state, group, now);
    const journaled = this.#journal(decided.events);
    if (!journaled.ok) {
      this.#holdBack(group, journaled.error);
      return;
    }
    if (this.#trouble !== null) this.#parts.troubled(null);
    this.#trouble = null;
    this.#state = decided.state;
    if (decided.events.length > 0) this.#parts.publish(decided.events);
    for (const effect of decided.effects) this.#parts.carryOut(effect);
    for (const answer of decided.answers) answer();
    this.#arm();
    if (this.#mail.length > 0) this.#schedule();
    else for (const settled of this.#waiting.splice(0)) settled();
  }

  #journal(events: readonly Event[]): Result<unknown> {
    if (events.length === 0) return { ok: true, value: null };
    return this.#parts.journal.append(
      events.map(({ seq: _seq, at, day, v: _v, ...draft }) => ({ draft: draft as Draft, at, day })),
    );
  }

  /** Facts wait for room on the disk; a wish is refused, its author can wish again. */
  #holdBack(group: readonly Mail[], failure: Failure): void {
    // Said once, not with every try.
    if (this.#trouble?.what !== failure.what) this.#parts.troubled(failure);
    this.#trouble = failure;
    const commands = group.filter((mail) => mail.answered !== null);
    for (const mail of commands) mail.answered?.(failure);
    this.#mail.unshift(...group.filter((mail) => mail.answered === null));
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      this.#schedule();
    }, RETRY_MS);
  }

  #arm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const at = nextWake(this.#state);
    if (at === null) return;
    const wait = Math.min(LONGEST_MS, Math.max(1, at - this.#parts.clock.now()));
    this.#timer = setTimeout(() => this.post({ kind: 'tick' }), wait);
  }
}

const decideAll = (before: DayState, group: readonly Mail[], now: number) => {
  let state = before;
  const events: Event[] = [];
  const effects: Effect[] = [];
  const answers: (() => void)[] = [];
  for (const { input, answered } of group) {
    const decision = decide(state, input, now);
    state = decision.state;
    events.push(...decision.events);
    effects.push(...decision.effects);
    if (answered !== null) answers.push(() => answered(decision.refusal));
  }
  return { state, events, effects, answers };
};
