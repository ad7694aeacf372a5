import type { Command } from '../../src/domain/command.ts';
import type { Result } from '../../src/domain/errors.ts';
import type { Event } from '../../src/domain/event.ts';
import type { DetailQuery } from '../../src/wire/queries.ts';

/** How the console stands with its engine. */
export type Link =
  | { readonly state: 'loading' }
  | { readonly state: 'live'; readonly pid: number; readonly since: number }
  /** It went away; the console is looking for it, for the so-manieth time. */
  | { readonly state: 'gone'; readonly tries: number; readonly why: string }
  /** A past day: nothing can be wished of it. */
  | {
      readonly state: 'replay';
      readonly at: number;
      readonly from: number;
      readonly to: number;
      readonly playing: boolean;
      readonly speed: number;
    };

export interface EngineListener {
  readonly onEvents: (events: readonly Event[]) => void;
  readonly onLink: (link: Link) => void;
}

/** All the console knows of an engine; who opens it also finds it again when it is gone. */
export interface EngineDoor {
  open(listener: EngineListener): void;
  command(command: Command): Promise<Result<unknown>>;
  query(query: DetailQuery): Promise<Result<unknown>>;
  close(): void;
}
