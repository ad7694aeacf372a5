import type { Fact, HostFact } from '../domain/fact.ts';
import { LineFile } from './line-file.ts';
import { readSpool } from './read-spool.ts';

const RETRY_MS = 1000;
/** Facts kept at hand; older ones are read back from the spool. */
const AT_HAND = 1000;

export interface FactLogPlan {
  readonly file: string;
  readonly session: string;
  readonly now: () => number;
}

/** Numbers the facts of one session, spools them, hands them on. No fact is ever dropped. */
export class FactLog {
  readonly #plan: FactLogPlan;
  /** Null while it cannot be opened, say on a full disk. */
  #spool: LineFile | null = null;
  readonly #listeners = new Set<(fact: HostFact) => void>();
  #recent: HostFact[] = [];
  #unwritten: HostFact[] = [];
  #retry: NodeJS.Timeout | null = null;
  #last: number;

  constructor(plan: FactLogPlan) {
    this.#plan = plan;
    this.#last = readSpool(plan.file, plan.session, 0).at(-1)?.n ?? 0;
  }

  get last(): number {
    return this.#last;
  }

  say(fact: Fact): void {
    this.#last += 1;
    const { session, now } = this.#plan;
    const numbered: HostFact = { ...fact, session, n: this.#last, at: now() };
    this.#recent.push(numbered);
    this.#unwritten.push(numbered);
    if (this.#retry === null) this.#write();
    for (const listener of this.#listeners) listener(numbered);
  }

  /** Facts after number `n`, oldest first. */
  after(n: number): HostFact[] {
    const first = this.#recent[0]?.n ?? this.#last + 1;
    const old = n + 1 < first ? readSpool(this.#plan.file, this.#plan.session, n) : [];
    return [...old.filter((fact) => fact.n < first), ...this.#recent.filter((fact) => fact.n > n)];
  }

  onFact(listener: (fact: HostFact) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** One last try for what could not be written. */
  close(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#write();
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#spool?.close();
  }

  #write(): void {
    this.#retry = null;
    const unwritten = this.#unwritten;
    let done = 0;
    const spool = this.#opened();
    while (done < unwritten.length && spool?.append(`${JSON.stringify(unwritten[done])}\n`) === true)
      done += 1;
    this.#unwritten = unwritten.slice(done);
    if (done > 0) spool?.syncSoon();
    if (this.#unwritten.length > 0) this.#retry = setTimeout(() => this.#write(), RETRY_MS);
    this.#forget();
  }

  #opened(): LineFile | null {
    try {
      this.#spool ??= new LineFile(this.#plan.file);
    } catch {
      // Tried again with the next write.
    }
    return this.#spool;
  }

  /** Only what is in the spool may be forgotten. */
  #forget(): void {
    if (this.#unwritten.length === 0 && this.#recent.length > 2 * AT_HAND)
      this.#recent = this.#recent.slice(-AT_HAND);
  }
}
