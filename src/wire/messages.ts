import type { Delivery } from '../agents/agent.ts';
import type { Command } from '../domain/command.ts';
import type { Failure } from '../domain/errors.ts';
import type { Event } from '../domain/event.ts';
import type { HostFact } from '../domain/fact.ts';
import type { Query } from './queries.ts';

/** Bumped when an older peer could no longer be understood. */
export const PROTOCOL = 1;

export type Reply =
  | { readonly t: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly t: 'reply'; readonly id: number; readonly ok: false; readonly error: Failure };

/** Client → engine. */
export type ToEngine =
  | { readonly t: 'hello'; readonly protocol: number }
  | { readonly t: 'command'; readonly id: number; readonly command: Command }
  /** Events from `from` on: those already journaled first, then live, each once. */
  | { readonly t: 'subscribe'; readonly from: number }
  | { readonly t: 'query'; readonly id: number; readonly query: Query };

/** Engine → client. */
export type FromEngine =
  | {
      readonly t: 'hello';
      readonly protocol: number;
      readonly version: string;
      readonly pid: number;
      readonly since: number;
    }
  | Reply
  | { readonly t: 'events'; readonly events: readonly Event[] };

/** Engine or console → session host. */
export type ToHost =
  /** Facts after number `after`, then live; null: no facts wanted (a console). */
  | { readonly t: 'hello'; readonly protocol: number; readonly after: number | null }
  | { readonly t: 'order'; readonly id: number; readonly order: HostOrder }
  | { readonly t: 'ping'; readonly id: number }
  | { readonly t: 'screen'; readonly id: number; readonly scrollback: boolean }
  /** Lines from number `top` on, the oldest being 0; see history.ts. */
  | { readonly t: 'history'; readonly id: number; readonly top: number; readonly rows: number }
  | { readonly t: 'find'; readonly id: number; readonly text: string }
  | { readonly t: 'watch'; readonly cols: number; readonly rows: number }
  | { readonly t: 'unwatch' }
  | { readonly t: 'input'; readonly data: string };

export type HostOrder =
  | { readonly do: 'pause' }
  | { readonly do: 'continue' }
  /** End it at the next tool boundary, at the latest after `grace_ms`. */
  | { readonly do: 'halt'; readonly grace_ms: number }
  | { readonly do: 'kill' }
  | {
      readonly do: 'deliver';
      readonly ask: string;
      readonly key: string;
      readonly delivery: Delivery;
    }
  /** Words for the agent's next turn; `session.told` or `session.tell_failed` says how it went. */
  | { readonly do: 'tell'; readonly key: string; readonly delivery: Delivery };

/** Session host → engine or console. */
export type FromHost =
  | { readonly t: 'hello'; readonly protocol: number; readonly session: string; readonly pid: number }
  | { readonly t: 'facts'; readonly facts: readonly HostFact[] }
  | Reply;
