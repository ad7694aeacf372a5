import type { IncomingMessage } from 'node:http';
import { createParser } from 'eventsource-parser';
import type { AgentServer } from '../../agents/agent.ts';
import { askServer, bodyOf, isGood } from '../loopback.ts';

/** A server that is only coming up is found as soon as it is there. */
const QUICK_MS = 100;
const QUICK_FOR_MS = 15_000;
const SLOW_MS = 2_000;
/** One that hangs up at once each time is no server that is only starting anew. */
const STEADY_MS = 1_000;
const FETCH_MS = 10_000;
/** A server can take a connection before it can serve, and never answer it: asked again, and waited for longer. */
const FIRST_PATIENCE_MS = 500;
const LAST_PATIENCE_MS = 8_000;
const LONGEST_EVENT = 32 * 1024 * 1024;

export interface EventsPlan {
  readonly server: AgentServer;
  readonly path: string;
  /** Fetched at each connect and handed on before any event: what was missed is in them. */
  readonly first: readonly string[];
  readonly onRecord: (path: string, text: string) => void;
  /** Something a person should know; said once. */
  readonly onNotice: (text: string) => void;
}

const hasEnded = (response: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    response.once('close', resolve);
    // A connection torn in the middle of an event; `close` follows.
    response.on('error', () => {});
  });

/** Hears the events of the agent's own server, from its first sign of life to the session's end. */
export class ServerEvents {
  readonly #plan: EventsPlan;
  readonly #ended = new AbortController();
  #retry: NodeJS.Timeout | null = null;
  #quickUntil = performance.now() + QUICK_FOR_MS;
  #noticed = false;
  #patience = FIRST_PATIENCE_MS;

  constructor(plan: EventsPlan) {
    this.#plan = plan;
    void this.#connect();
  }

  close(): void {
    this.#ended.abort();
    if (this.#retry !== null) clearTimeout(this.#retry);
  }

  async #connect(): Promise<void> {
    this.#retry = null;
    try {
      await this.#listen();
    } catch {
      // Not there yet, or gone: tried again.
    }
    if (this.#ended.signal.aborted) return;
    const wait = performance.now() < this.#quickUntil ? QUICK_MS : SLOW_MS;
    this.#retry = setTimeout(() => void this.#connect(), wait);
    this.#retry.unref();
  }

  /** Until the server hangs up. */
  async #listen(): Promise<void> {
    const response = await this.#opened();
    const ended = hasEnded(response);
    const since = performance.now();
    try {
      if (!isGood(response)) {
        this.#refused(response.statusCode);
        return;
      }
      // The stream is open before the rest is fetched, and waits: nothing falls in between.
      await this.#fetchFirst();
      this.#hear(response);
      await ended;
    } finally {
      response.destroy();
    }
    if (performance.now() - since > STEADY_MS) this.#quickUntil = performance.now() + QUICK_FOR_MS;
  }

  /** The head of the stream's response; only its coming is timed, not the stream. */
  async #opened(): Promise<IncomingMessage> {
    const { server, path } = this.#plan;
    const unheard = new AbortController();
    const late = setTimeout(() => {
      this.#patience = Math.min(this.#patience * 2, LAST_PATIENCE_MS);
      unheard.abort();
    }, this.#patience);
    try {
      const signal = AbortSignal.any([this.#ended.signal, unheard.signal]);
      const headers = { accept: 'text/event-stream' };
      const response = await askServer(server, { method: 'GET', path, headers, signal });
      this.#patience = FIRST_PATIENCE_MS;
      return response;
    } finally {
      clearTimeout(late);
    }
  }

  async #fetchFirst(): Promise<void> {
    const { server, first, onRecord } = this.#plan;
    for (const path of first) {
      const signal = AbortSignal.any([this.#ended.signal, AbortSignal.timeout(FETCH_MS)]);
      const response = await askServer(server, { method: 'GET', path, signal });
      const body = await bodyOf(response);
      if (this.#ended.signal.aborted) return;
      if (isGood(response)) onRecord(path, body);
      else this.#refused(response.statusCode);
    }
  }

  #hear(response: IncomingMessage): void {
    const { path, onRecord } = this.#plan;
    const parser = createParser({
      maxBufferSize: LONGEST_EVENT,
      onEvent: ({ data }) => onRecord(path, data),
    });
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      if (this.#ended.signal.aborted) return;
      try {
        parser.feed(text);
      } catch {
        // An event longer than sense: begun anew with the next connection.
        response.destroy();
      }
    });
  }

  #refused(status: number | undefined): void {
    if (this.#noticed || this.#ended.signal.aborted) return;
    this.#noticed = true;
    this.#plan.onNotice(`The agent's own server refuses to tell its events (${status}).`);
  }
}
