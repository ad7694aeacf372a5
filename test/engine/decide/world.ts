import type { Check } from '../../../src/domain/attempt-event.ts';
import type { Fact } from '../../../src/domain/fact.ts';
import type { TaskSpec } from '../../../src/domain/task.ts';
import type { Effect } from '../../../src/engine/decide/input.ts';
import type { SessionEntry } from '../../../src/state/model.ts';
import { Day } from './day.ts';

interface Flags {
  readonly max_agents: number;
  readonly max_cost_usd: number;
}

type Of<K extends Effect['do']> = Extract<Effect, { do: K }>;
type Pending = Of<'check'> | Of<'tell'> | Of<'deliver'>;

const isPending = (effect: Effect): effect is Pending =>
  effect.do === 'check' || effect.do === 'tell' || effect.do === 'deliver';

/** A day together with the effects that are still to bring about something. */
export class World {
  readonly day = new Day();
  pending: Pending[] = [];
  readonly #list: readonly TaskSpec[];
  readonly #flags: Flags;

  constructor(list: readonly TaskSpec[], flags: Flags) {
    this.#list = list;
    this.#flags = flags;
    this.starts();
  }

  /** The day begins, or goes on after it was stopped. */
  starts(): void {
    this.day.start(this.#list, this.#flags);
  }

  does(move: (world: World) => void): void {
    move(this);
    this.takeUp();
  }

  /** The session of a pending effect, where it lives. */
  #sessionOf(effect: Pending): string | null {
    if (effect.do !== 'deliver') return effect.session;
    const task = this.day.state.asks.get(effect.ask)?.task ?? null;
    return task === null ? null : this.day.session(task);
  }

  #counts(effect: Pending): boolean {
    if (effect.do === 'check' && effect.turn === undefined) return this.day.state.checking.has(effect.task);
    const session = this.#sessionOf(effect);
    if (session === null || !this.day.state.live.has(session)) return false;
    if (effect.do !== 'deliver') return true;
    const ask = this.day.state.asks.get(effect.ask);
    if (ask?.answer == null || ask.state !== 'open') return false;
    const late = ask.session !== session || ask.key?.startsWith('told:') === true;
    // Words for an agent that is not at rest wait for the end of its turn.
    return !late || ask.key?.startsWith('file:') === true || this.entry(session)?.turn !== null;
  }

  entry(session: string): SessionEntry | undefined {
    return this.day.state.sessions.get(session);
  }

  /** What was decided since the last look is under way. */
  takeUp(): void {
    this.pending = [...this.pending, ...this.day.effects.filter(isPending)].filter((each) =>
      this.#counts(each),
    );
    this.day.effects = [];
  }

  /** The engine is killed: what was under way is not, and its heir begins where the journal ends. */
  dies(): void {
    this.pending = [];
    this.day.effects = [];
    this.day.give({ kind: 'recovered' });
  }

  /** Sessions that were started begin, those that are ended exit, what asks for approval gets it. */
  goesOn(): void {
    const { day } = this;
    for (const task of day.running()) {
      const session = this.entry(day.session(task));
      if (session?.ending != null) day.exits(task, null, 'SIGTERM');
      else if (session?.host_pid === null) day.begins(task);
    }
    for (const ask of day.state.open)
      if (day.state.asks.get(ask)?.body.kind === 'approval') day.wish({ do: 'ask.approve', ask });
  }

  /** One of the effects under way comes to its end, well or not. */
  resolves(n: number, well: boolean): void {
    const effect = this.pending[n % Math.max(1, this.pending.length)];
    if (effect === undefined) return;
    this.pending = this.pending.filter((each) => each !== effect);
    if (effect.do === 'check') this.#checked(effect, well);
    else if (effect.do === 'tell') this.#said(effect.session, tellFact(effect.key, well));
    else this.#said(this.#sessionOf(effect) ?? '', answerFact(effect.ask, well));
  }

  #said(session: string, fact: Fact): void {
    this.day.fact(this.entry(session)?.task ?? '', fact);
  }

  #checked({ task, turn }: Of<'check'>, well: boolean): void {
    const review = this.day.task(task).spec.reviews !== undefined;
    const checks: Check[] = review ? [] : [{ what: 'it is there', ok: well, detail: 'so it is' }];
    const { attempt } = this.day.task(task);
    const judged = turn === undefined ? {} : { turn };
    this.day.give({
      kind: 'outcome',
      draft: { type: 'attempt.checked', task, attempt, checks, diff: null, ...judged },
    });
  }

  /** Sessions at rest of which nobody would ever hear again: nothing is under way, nobody is asked. */
  forgotten(): string[] {
    const { state } = this.day;
    return [...state.live].filter((id) => {
      const session = this.entry(id);
      if (session === undefined || session.turn === null || session.ending !== null) return false;
      const asked = !this.day.task(session.task).asks.isEmpty();
      // What it was answered at rest it goes on with: it ends its turn again.
      const { at } = session.turn;
      const told = [...state.asks.values()].some(
        (ask) => ask.task === session.task && (ask.state === 'sent' || (ask.delivered_at ?? -1) >= at),
      );
      return !asked && !told && !this.pending.some((each) => this.#sessionOf(each) === id);
    });
  }
}

const tellFact = (key: string, well: boolean): Fact =>
  well ? { type: 'session.told', key, via: 'keys' } : { type: 'session.tell_failed', key, why: 'a dialog' };

const answerFact = (ask: string, well: boolean): Fact =>
  well
    ? { type: 'session.answer_sent', ask, key: 'k', via: 'keys' }
    : { type: 'session.answer_failed', ask, key: 'k', why: 'it is gone' };
