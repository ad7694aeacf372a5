import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Draft, Event, EventOf, EventType } from '../../../src/domain/event.ts';
import { type Engine, startEngine } from '../../../src/engine/run/engine.ts';
import { findOrphans } from '../../../src/host/tree.ts';
import { type Journal, openJournal } from '../../../src/journal/journal.ts';
import { engineSocket } from '../../../src/wire/address.ts';
import { EngineClient } from '../../../src/wire/client.ts';
import { must } from '../../fixtures/journals.ts';

const dist = new URL('../../../dist', import.meta.url).pathname;

/** Looks again until there is something; a test that waits in vain fails by its own timeout. */
export const until = async <T>(look: () => T | null | undefined | false): Promise<T> => {
  for (;;) {
    const found = look();
    if (found !== null && found !== undefined && found !== false) return found;
    await pause(5);
  }
};

/** A project and its engine in this very process, on a real journal, with real hosts. */
export class Room {
  readonly dir = realpathSync(mkdtempSync(join(tmpdir(), 'orch-room-')));
  readonly said: string[] = [];
  readonly #clients: EngineClient[] = [];
  #journal: Journal | null = null;
  #engine: Engine | null = null;

  path(...parts: readonly string[]): string {
    return join(this.dir, ...parts);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  /** JSON is YAML: a day file as data. */
  day(tasks: readonly object[]): void {
    this.write('tasks/today.yaml', JSON.stringify({ date: '2026-11-21', tasks }));
  }

  get journal(): Journal {
    this.#journal ??= must(openJournal(this.path('.orch')));
    return this.#journal;
  }

  /** What an earlier engine has journaled. */
  before(...drafts: readonly Draft[]): void {
    must(this.journal.append(drafts.map((draft) => ({ draft, at: Date.now(), day: '2026-11-21' }))));
  }

  async open(more: { readonly journal?: Journal } = {}): Promise<Engine> {
    const engine = await startEngine({
      project: this.dir,
      programs: dist,
      version: '0',
      journal: this.journal,
      lingerMs: 600_000,
      log: (text) => void this.said.push(text),
      onIdle: () => {},
      ...more,
    });
    this.#engine = must(engine);
    return this.#engine;
  }

  async client(): Promise<EngineClient> {
    const client = must(await EngineClient.open(engineSocket(this.dir), { timeoutMs: 5_000 }));
    this.#clients.push(client);
    return client;
  }

  /** A client as soon as the door is open. */
  async clientSoon(): Promise<EngineClient> {
    await until(() => existsSync(engineSocket(this.dir)));
    return this.client();
  }

  /** Starts the day of `tasks/today.yaml`. */
  async start(): Promise<EngineClient> {
    const client = await this.client();
    must(await client.command({ do: 'day.start', file: 'tasks/today.yaml' }));
    return client;
  }

  get events(): readonly Event[] {
    return must(this.journal.events({ from: 1, limit: 100_000 }));
  }

  all<K extends EventType>(type: K): EventOf<K>[] {
    return this.events.filter((event): event is EventOf<K> => event.type === type);
  }

  event<K extends EventType>(
    type: K,
    fits: (event: EventOf<K>) => boolean = () => true,
  ): Promise<EventOf<K>> {
    return until(() => this.all(type).find(fits));
  }

  async clear(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.#engine?.close('the test is over');
    if (this.#engine === null) this.#journal?.close();
    for (const { pid, project } of findOrphans()) if (project === this.dir) process.kill(pid, 'SIGKILL');
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  }
}
