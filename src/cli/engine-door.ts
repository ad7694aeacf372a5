import type { Command } from '../domain/command.ts';
import { fail, type Result } from '../domain/errors.ts';
import type { Event } from '../domain/event.ts';
import type { EngineClient } from '../wire/client.ts';
import type { DetailQuery } from '../wire/queries.ts';
import { ensureEngine, runningEngine } from './engine.ts';

/** How a viewer stands with the engine; see components/store/engine-door.ts. */
type Link =
  | { readonly state: 'live'; readonly pid: number; readonly since: number }
  | { readonly state: 'gone'; readonly tries: number; readonly why: string };

interface Listener {
  readonly onEvents: (events: readonly Event[]) => void;
  readonly onLink: (link: Link) => void;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

const away = (): Result<never> =>
  fail('wire.closed', 'the engine is away', { mend: 'the console is looking for it' });

/** All a viewer knows of an engine. */
export interface EngineDoor {
  open(listener: Listener): void;
  command(command: Command): Promise<Result<unknown>>;
  query(query: DetailQuery): Promise<Result<unknown>>;
  close(): void;
}

/**
 * One project's engine, found again whenever it is gone. While the day runs it is
 * started anew, for its agents live on; once the day is over it may rest.
 */
class ProjectEngine implements EngineDoor {
  readonly #project: string;
  readonly #programs: string;
  #client: EngineClient | null = null;
  #listener: Listener | null = null;
  #seen = 0;
  #over = true;
  #closed = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(project: string, programs: string) {
    this.#project = project;
    this.#programs = programs;
  }

  open(listener: Listener): void {
    this.#listener = listener;
    void this.#connect(0);
  }

  async command(command: Command): Promise<Result<unknown>> {
    const client = await this.#wanted();
    return client === null ? away() : client.command(command);
  }

  async query(query: DetailQuery): Promise<Result<unknown>> {
    const client = await this.#wanted();
    return client === null ? away() : client.query(query);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#client?.close();
  }

  /** After the day the engine may have gone to rest: a wish wakes it. */
  async #wanted(): Promise<EngineClient | null> {
    if (this.#client === null && this.#over && !this.#closed) await this.#connect(0, true);
    return this.#client;
  }

  async #connect(tries: number, wake = !this.#over): Promise<void> {
    const engine = await (wake ? ensureEngine(this.#project, this.#programs) : runningEngine(this.#project));
    if (this.#closed) {
      if (engine.ok) engine.value.close();
      return;
    }
    if (engine.ok) this.#attach(engine.value);
    else this.#again(tries + 1, engine.error.what);
  }

  #attach(client: EngineClient): void {
    this.#client = client;
    this.#listener?.onLink({ state: 'live', pid: client.info.pid, since: client.info.since });
    client.onClose(() => {
      if (this.#client !== client) return;
      this.#client = null;
      if (!this.#closed && !this.#over) this.#again(1, 'the engine closed the connection');
    });
    client.subscribe(this.#seen + 1, (events) => {
      if (this.#closed) return;
      for (const event of events) this.#note(event);
      this.#listener?.onEvents(events);
    });
  }

  #note(event: Event): void {
    this.#seen = event.seq;
    if (event.type === 'day.opened' || event.type === 'day.resumed') this.#over = false;
    if (event.type === 'day.ended') this.#over = true;
  }

  #again(tries: number, why: string): void {
    this.#listener?.onLink({ state: 'gone', tries, why });
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 6));
    this.#timer = setTimeout(() => void this.#connect(tries), wait);
  }
}

export const openDoor = (project: string, programs: string): EngineDoor =>
  new ProjectEngine(project, programs);
