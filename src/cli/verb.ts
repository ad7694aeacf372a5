import type { Command } from 'commander';
import type { OpenConsole } from './console.ts';
import type { Io } from './io.ts';

/** What a verb runs in: the world around it, and where orch's own programs lie. */
export interface Surroundings {
  readonly io: Io;
  readonly programs: string;
  readonly columns: number;
  readonly version: string;
  /** True where a person can watch: both ends are a terminal. */
  readonly interactive: boolean;
  /** The console's own bundle, loaded only when it opens. */
  readonly loadConsole: () => Promise<OpenConsole>;
  /** Ends this process at once, whatever is under way. */
  readonly quit: (code: number) => void;
}

export type Verb = (run: () => Promise<number>) => Promise<void>;

export type AddVerb = (program: Command, around: Surroundings, verb: Verb) => void;
export type VerbTable = Readonly<Record<string, AddVerb>>;
