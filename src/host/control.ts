import type { Fact } from '../domain/fact.ts';
import type { FactLog } from './fact-log.ts';
import { killTree, listTree, signalTree, stopTree, type TreeName } from './tree.ts';

/** Facts that stand between two steps of an agent: here it may be ended without tearing one apart. */
const BOUNDARIES = new Set<Fact['type']>(['session.state', 'session.usage', 'session.step']);
/** Time for an agent to put its files down once it is asked to end. */
const FAREWELL_MS = 1000;

export interface ControlPlan {
  readonly tree: TreeName;
  /** The process around the agent; asked to end, it would take the agent along at once. */
  readonly cage: number | null;
  readonly facts: FactLog;
}

/** Pauses, continues, halts and kills the agent with all it started. */
export class Control {
  readonly #tree: TreeName;
  readonly #cage: number | null;
  readonly #facts: FactLog;
  readonly #timers = new Set<NodeJS.Timeout>();
  #unhear: () => void = () => {};
  #asked = false;
  #paused = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ tree, cage, facts }: ControlPlan) {
    this.#tree = tree;
    this.#cage = cage;
    this.#facts = facts;
  }

  /** True once somebody asked for the end. */
  get asked(): boolean {
    return this.#asked;
  }

  pause(): Promise<number> {
    return this.#inTurn(async () => {
      const processes = await stopTree(this.#tree);
      this.#paused = true;
      this.#facts.say({ type: 'session.paused', processes });
      return processes;
    });
  }

  continue(): Promise<number> {
    return this.#inTurn(async () => {
      const processes = signalTree(this.#tree, 'SIGCONT');
      this.#paused = false;
      this.#facts.say({ type: 'session.continued', processes });
      return processes;
    });
  }

  /** Freezing takes several passes: waking in between would wake some, and then they are frozen for good. */
  #inTurn(act: () => Promise<number>): Promise<number> {
    const mine = this.#turn.then(act);
    this.#turn = mine.catch(() => 0);
    return mine;
  }

  /** A frozen agent reaches no boundary: it ends at once. */
  halt(graceMs: number): void {
    this.#asked = true;
    if (this.#paused || graceMs <= 0) {
      void this.kill();
      return;
    }
    const end = (): void => this.#farewell();
    this.#unhear = this.#facts.onFact((fact) => BOUNDARIES.has(fact.type) && end());
    this.#later(end, graceMs);
  }

  kill(): Promise<boolean> {
    this.#asked = true;
    return killTree(this.#tree);
  }

  /** What the agent left running when it exited on its own. */
  sweep(): Promise<boolean> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#unhear();
    return killTree(this.#tree);
  }

  #farewell(): void {
    this.#unhear();
    for (const { pid } of listTree(this.#tree)) if (pid !== this.#cage) this.#ask(pid);
    this.#later(() => void this.kill(), FAREWELL_MS);
  }

  #ask(pid: number): void {
    try {
      process.kill(pid, 'SIGTERM');
    } catch {
      // It ended in the meantime.
    }
  }

  #later(act: () => void, ms: number): void {
    this.#timers.add(setTimeout(act, ms));
  }
}
