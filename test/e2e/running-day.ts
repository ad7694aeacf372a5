import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFailed } from 'vitest';
import type { Event, EventOf, EventType } from '../../src/domain/event.ts';
import { until } from './processes.ts';

/** Enough to see from a log what led to the end. */
const LAST_EVENTS = 25;

type Loose<K extends EventType> = (event: EventOf<K>) => boolean;

/** `orch start --headless --json` as a program that reads it sees it: events, and an exit code. */
export class RunningDay {
  readonly process: ChildProcess;
  /** All acknowledged events so far, in order. */
  readonly events: Event[] = [];
  /** Lines on stdout that were no JSON: there must be none. */
  readonly nonsense: string[] = [];
  readonly #closed: Promise<unknown>;
  #err = '';

  constructor(node: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
    this.process = spawn(node, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#closed = once(this.process, 'close');
    this.process.stderr?.on('data', (chunk) => {
      this.#err += String(chunk);
    });
    onTestFailed(() => {
      process.stderr.write(`${this.#howItEnded()}\n`);
    });
    if (this.process.stdout !== null)
      createInterface({ input: this.process.stdout }).on('line', (line) => this.#take(line));
  }

  get err(): string {
    return this.#err;
  }

  /** Its exit code, once it has ended and everything it printed is read. */
  async exit(): Promise<number | null> {
    await this.#closed;
    return this.process.exitCode;
  }

  /** The first event of this type that fits, seen already or still to come. */
  event<K extends EventType>(type: K, fits: Loose<K> = () => true): Promise<EventOf<K>> {
    return until(() => {
      const found = this.all(type).find(fits);
      if (found === undefined && this.process.exitCode !== null && this.process.stdout?.readableEnded)
        throw new Error(`the day ended without ${type}: ${this.#howItEnded()}`);
      return found;
    });
  }

  #howItEnded(): string {
    const last = this.events.slice(-LAST_EVENTS).map((event) => JSON.stringify(event));
    return [...last, `exit ${this.process.exitCode}`, this.#err].join('\n');
  }

  all<K extends EventType>(type: K): EventOf<K>[] {
    return this.events.filter((event): event is EventOf<K> => event.type === type);
  }

  get types(): readonly EventType[] {
    return this.events.map(({ type }) => type);
  }

  signal(name: NodeJS.Signals): void {
    this.process.kill(name);
  }

  #take(line: string): void {
    try {
      const { ts, ...event } = JSON.parse(line) as Event & { readonly ts: string };
      this.events.push({ ...event, at: Date.parse(ts) } as Event);
    } catch {
      this.nonsense.push(line);
    }
  }
}
