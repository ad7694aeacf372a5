import type { AgentFound } from '../../domain/agent-found.ts';
import type { Rule } from '../../domain/ask.ts';
import type { Command } from '../../domain/command.ts';
import type { Failure } from '../../domain/errors.ts';
import type { Draft, Event, HistoryEntry } from '../../domain/event.ts';
import type { HostFact } from '../../domain/fact.ts';
import type { Settings } from '../../domain/settings.ts';
import type { DayFile } from '../../domain/task.ts';
import type { DayState } from '../../state/model.ts';

/** What a start needs beyond the command; the engine reads it from disk, git and journal. */
export interface DayContext {
  readonly file: string;
  readonly day: DayFile;
  readonly project: string;
  readonly git: boolean;
  readonly settings: Settings;
  /** Days this project has run, so that a second run of a date gets a name of its own. */
  readonly days: readonly string[];
  readonly rules: readonly Rule[];
  readonly history: readonly HistoryEntry[];
  readonly agents: readonly AgentFound[];
}

type StartCommand = Extract<Command, { do: 'day.start' }>;

export type Input =
  | { readonly kind: 'start'; readonly command: StartCommand; readonly context: DayContext }
  | { readonly kind: 'command'; readonly command: Exclude<Command, StartCommand> }
  | { readonly kind: 'host_fact'; readonly fact: HostFact }
  /** What an effect brought about, or the engine saw. */
  | { readonly kind: 'outcome'; readonly draft: Draft }
  | { readonly kind: 'file'; readonly file: string; readonly day: DayFile }
  | { readonly kind: 'settings'; readonly settings: Settings }
  /** Words for an agent's next turn could not go out. */
  | { readonly kind: 'untold'; readonly session: string; readonly key: string; readonly why: string }
  /** The engine is back: carry out what its forerunner left undone. */
  | { readonly kind: 'recovered' }
  | { readonly kind: 'tick' };

export type Effect =
  | {
      readonly do: 'start';
      readonly task: string;
      readonly session: string;
      readonly attempt: number;
      readonly resumes: string | null;
    }
  | { readonly do: 'pause' | 'continue' | 'kill'; readonly session: string }
  | { readonly do: 'halt'; readonly session: string; readonly grace_ms: number }
  | { readonly do: 'deliver'; readonly ask: string }
  /** With a turn, its session lives on and waits for the outcome. */
  | { readonly do: 'check'; readonly task: string; readonly session: string; readonly turn?: number }
  | { readonly do: 'keep_review'; readonly review: string }
  | { readonly do: 'tell'; readonly session: string; readonly key: string; readonly text: string };

export interface Decision {
  readonly events: readonly Event[];
  readonly effects: readonly Effect[];
  /** The state after the events, to be taken up once they are durable. */
  readonly state: DayState;
  readonly refusal: Failure | null;
}
