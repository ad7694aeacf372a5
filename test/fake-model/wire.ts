import type { ServerResponse } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import type { Piece } from './dialect.ts';
import type { Gates } from './gates.ts';

/** What happens after the first piece of an answer. */
export type Stop =
  | { readonly kind: 'waits'; readonly gate: string }
  | { readonly kind: 'stalls' }
  | { readonly kind: 'breaks' }
  | { readonly kind: 'says'; readonly text: string };

/** How an answer went: whole, stopped inside, or its client gone. */
export type Sent = 'sent' | 'broken' | 'left';

/** After the first piece that says something; before it where there is no other. */
const placeOf = (pieces: readonly Piece[]): number => {
  const first = pieces.findIndex((piece) => piece.says);
  const more = pieces.slice(first + 1).some((piece) => piece.says);
  return more ? first + 1 : Math.max(0, first);
};

/** The way back to one client, who may leave at any time. */
export class Wire {
  readonly #response: ServerResponse;
  readonly #gates: Gates;
  readonly #over = new AbortController();
  readonly #left: Promise<void>;

  constructor(response: ServerResponse, gates: Gates) {
    this.#response = response;
    this.#gates = gates;
    const left = Promise.withResolvers<void>();
    this.#left = left.promise;
    response.on('close', () => {
      this.#over.abort();
      left.resolve();
    });
    response.on('error', () => {});
  }

  get #gone(): boolean {
    return this.#over.signal.aborted;
  }

  /** Waits at a gate, at most as long as the client does. */
  async wait(gate: string): Promise<void> {
    await Promise.race([this.#gates.pass(gate), this.#left]);
  }

  async pause(ms: number): Promise<void> {
    if (ms > 0) await after(ms, null, { signal: this.#over.signal }).catch(() => null);
  }

  /** One JSON body; true once it is out. */
  async whole(status: number, headers: Readonly<Record<string, string>>, body: unknown): Promise<boolean> {
    if (this.#gone) return false;
    this.#response.writeHead(status, { 'content-type': 'application/json', ...headers });
    const sent = await this.#write(JSON.stringify(body));
    this.#response.end();
    return sent;
  }

  /** An answer that is not streamed: it stops before its first byte. */
  async body(headers: Readonly<Record<string, string>>, body: unknown, stop: Stop | null): Promise<Sent> {
    const stopped = await this.#meet(stop);
    if (stopped !== null) return stopped;
    return (await this.whole(200, headers, body)) ? 'sent' : 'left';
  }

  async stream(
    headers: Readonly<Record<string, string>>,
    pieces: readonly Piece[],
    { gap, stop }: { readonly gap: number; readonly stop: Stop | null },
  ): Promise<Sent> {
    if (this.#gone) return 'left';
    this.#response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      ...headers,
    });
    const place = placeOf(pieces);
    for (const [index, { text }] of pieces.entries()) {
      const stopped = index === place ? await this.#meet(stop) : null;
      if (stopped !== null) return stopped;
      if (!(await this.#write(text))) return 'left';
      await this.pause(gap);
    }
    this.#response.end();
    return 'sent';
  }

  async #meet(stop: Stop | null): Promise<'broken' | null> {
    switch (stop?.kind) {
      case undefined:
        return null;
      case 'waits':
        await this.wait(stop.gate);
        return null;
      case 'stalls':
        await this.#left;
        return 'broken';
      case 'breaks':
        this.#response.destroy();
        return 'broken';
      case 'says':
        await this.#write(stop.text);
        this.#response.end();
        return 'broken';
    }
  }

  /** True once the piece is handed to the system: what a client that leaves then has read is its affair. */
  async #write(text: string): Promise<boolean> {
    if (this.#gone) return false;
    const written = new Promise<boolean>((resolve) => {
      this.#response.write(text, (error) => resolve(error === null || error === undefined));
    });
    return Promise.race([written, this.#left.then(() => false)]);
  }
}
