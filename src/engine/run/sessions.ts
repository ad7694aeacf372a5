import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '../../domain/errors.ts';
import type { HostFact } from '../../domain/fact.ts';
import { hostOf } from '../../host/lock.ts';
import { readSpool } from '../../host/read-spool.ts';
import { killTree } from '../../host/tree.ts';
import type { DayState } from '../../state/model.ts';
import { callSocket, sessionSocket } from '../../wire/address.ts';
import { HostLink } from '../../wire/host-link.ts';
import type { HostOrder } from '../../wire/messages.ts';
import type { Input } from '../decide/input.ts';
import type { Layout } from './layout.ts';

const CONNECT_MS = 2_000;
const RETRY_MS = 20;
const APPEAR_MS = 15_000;
const TRIES = 5;
const PING_MS = 5_000;

export interface SessionParts {
  readonly layout: Layout;
  readonly state: () => DayState;
  readonly post: (input: Input) => void;
  /** Resolves once everything posted so far is decided and durable. */
  readonly settled: () => Promise<void>;
}

/** The engine's links to its session hosts. A host is found by its session's name alone. */
export class Sessions {
  readonly #parts: SessionParts;
  readonly #links = new Map<string, HostLink>();
  readonly #opening = new Map<string, Promise<Result<HostLink>>>();
  readonly #silent = new Set<string>();
  readonly #turns = new Map<string, Promise<unknown>>();
  #closed = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  get linked(): readonly string[] {
    return [...this.#links.keys()];
  }

  /** Connects to a host that was just started, as soon as it listens. */
  async appear(session: string, hostIsAlive: () => boolean): Promise<Result<void>> {
    const until = performance.now() + APPEAR_MS;
    for (;;) {
      const linked = await this.#link(session);
      if (linked.ok || this.#closed) return linked.ok ? ok(undefined) : linked;
      if (!hostIsAlive() || performance.now() > until) return linked;
      await pause(RETRY_MS);
    }
  }

  /** Reaches a host that should be alive; a dead one's spool is read to its end. */
  async reach(session: string): Promise<'alive' | 'silent' | 'gone'> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const linked = await this.#link(session);
      if (linked.ok || this.#closed) return 'alive';
      if (linked.error.code === 'host.silent') {
        this.#fellSilent(session);
        void this.#awaken(session);
        return 'silent';
      }
      await pause(RETRY_MS);
    }
    await this.#bury(session);
    return 'gone';
  }

  async order(session: string, order: HostOrder): Promise<Result<unknown>> {
    // A host that is only just starting gets its orders as soon as it listens, in their order.
    const turn = (this.#turns.get(session) ?? Promise.resolve()).then(() =>
      this.appear(session, () => this.#parts.state().live.has(session)),
    );
    this.#turns.set(session, turn);
    const linked = await turn;
    if (!linked.ok) return linked;
    const link = this.#links.get(session);
    return link === undefined ? fail('host.absent', `the host of ${session} is gone`) : link.order(order);
  }

  /** Whether its host is there and awake. */
  async answers(session: string, withinMs: number): Promise<boolean> {
    return (await this.#links.get(session)?.ping(withinMs)) ?? false;
  }

  /** A host that is stopped or hangs is said to be so; it is not given up. */
  async pingAll(): Promise<void> {
    await Promise.all([...this.#links].map(([session, link]) => this.#ping(session, link)));
  }

  close(): void {
    this.#closed = true;
    for (const link of this.#links.values()) link.close();
  }

  /** Stopped, not dead: it and its agent are waited for, however long. */
  async #awaken(session: string): Promise<void> {
    await pause(PING_MS);
    if (!this.#closed && this.#parts.state().live.has(session)) await this.reach(session);
  }

  /** One link a session, however many ask for it at once. */
  #link(session: string): Promise<Result<HostLink>> {
    const known = this.#links.get(session);
    if (known !== undefined) return Promise.resolve(ok(known));
    const underWay = this.#opening.get(session) ?? this.#open(session);
    this.#opening.set(session, underWay);
    return underWay.finally(() => this.#opening.delete(session));
  }

  async #open(session: string): Promise<Result<HostLink>> {
    const after = this.#parts.state().sessions.get(session)?.last_n ?? 0;
    const handlers = {
      onFacts: (facts: readonly HostFact[]) => this.#take(facts),
      onClose: () => this.#closedBy(session),
    };
    const opened = await HostLink.open(
      sessionSocket(this.#parts.layout.project, session),
      after,
      handlers,
      CONNECT_MS,
    );
    if (opened.ok && this.#closed) opened.value.close();
    else if (opened.ok) this.#links.set(session, opened.value);
    return opened;
  }

  #take(facts: readonly HostFact[]): void {
    for (const fact of facts) this.#parts.post({ kind: 'host_fact', fact });
  }

  #closedBy(session: string): void {
    this.#links.delete(session);
    if (!this.#closed) void this.#afterClose(session);
  }

  /** An ended host closes too: only a session that has not said its last word is in trouble. */
  async #afterClose(session: string): Promise<void> {
    await this.#parts.settled();
    if (!this.#closed && this.#parts.state().live.has(session)) await this.reach(session);
  }

  async #bury(session: string): Promise<void> {
    const entry = this.#parts.state().sessions.get(session);
    if (entry === undefined) return;
    const { layout, post, settled, state } = this.#parts;
    // Alive but not to be reached (its socket was deleted): nobody could ever steer it again.
    const host = hostOf(layout.session(session));
    if (host !== null) endProcess(host);
    await killTree({ project: layout.project, session, root: null });
    // It had no time to take its sockets away.
    for (const socketOf of [sessionSocket, callSocket])
      rmSync(socketOf(layout.project, session), { force: true });
    this.#take(readSpool(`${layout.workspace(entry.task)}/events.ndjson`, session, entry.last_n));
    await settled();
    if (!state().live.has(session)) return;
    post({
      kind: 'outcome',
      draft: { type: 'session.lost', task: entry.task, session, why: 'its session host died' },
    });
  }

  async #ping(session: string, link: HostLink): Promise<void> {
    const task = this.#parts.state().sessions.get(session)?.task;
    if (task === undefined) return;
    const answered = await link.ping(PING_MS);
    if (!answered && this.#links.has(session)) this.#fellSilent(session);
    if (answered && this.#silent.delete(session))
      this.#parts.post({ kind: 'outcome', draft: { type: 'session.responsive', task, session } });
  }

  #fellSilent(session: string): void {
    const task = this.#parts.state().sessions.get(session)?.task;
    if (task === undefined || this.#silent.has(session)) return;
    this.#silent.add(session);
    this.#parts.post({
      kind: 'outcome',
      draft: { type: 'session.unresponsive', task, session, for_ms: PING_MS },
    });
  }
}

const endProcess = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
};
