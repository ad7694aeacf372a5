import type { DiffStat } from '../domain/attempt-event.ts';
import type { Risk } from '../domain/event.ts';

/** What the engine has at hand at any moment. */
export interface StateQuery {
  readonly what: 'status' | 'inbox' | 'day' | 'hosts';
}

export type Query = StateQuery | DetailQuery;

/** What a person may read of a task. */
export type TaskFile = 'instructions' | 'summary' | 'notes' | 'question' | 'output';

/** What a console asks the engine besides `status`, `inbox`, `day` and `hosts`. */
export type DetailQuery =
  | { readonly what: 'diff'; readonly task: string }
  | { readonly what: 'file'; readonly task: string; readonly name: TaskFile }
  | { readonly what: 'report' }
  | { readonly what: 'plan'; readonly file: string };

export interface DiffAnswer {
  /** A unified diff; the paths start at the project. */
  readonly patch: string;
  readonly total: DiffStat;
  /** The task worked in the person's own tree: edits of others may be among these. */
  readonly mixed: boolean;
  readonly notes: readonly string[];
}

/** `null`: the agent has not written it. */
export interface FileAnswer {
  readonly path: string;
  readonly text: string | null;
}

/** The report as Markdown, as it would be written now. */
export interface ReportAnswer {
  readonly path: string;
  readonly text: string;
}

interface Span {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** A task file as `orch check` sees it: the order of the tasks, their risk, what they may cost. */
export interface PlanAnswer {
  readonly file: string;
  readonly date: string;
  readonly caps: { readonly max_agents: number; readonly max_cost_usd: number | null };
  readonly order: readonly {
    readonly id: string;
    readonly name: string;
    readonly agents: readonly string[];
    readonly model: string | null;
    readonly waits_for: readonly string[];
    readonly review?: { readonly by: readonly string[]; readonly at: readonly string[] };
    readonly risk: Risk;
    readonly forecast: {
      readonly usd: Span | null;
      readonly duration_ms: Span;
      readonly runs: number;
      readonly starts_ms: number;
    };
  }[];
  readonly forecast: {
    readonly usd: Span;
    readonly wall_ms: Span;
    readonly cap: 'none' | 'safe' | 'may' | 'likely';
  };
  /** What this machine cannot do as it stands there; left out by older engines. */
  readonly doubts?: readonly { readonly text: string }[];
  /** Pairs that may run at the same time and name the same thing. */
  readonly overlaps: readonly {
    readonly kind: 'deliverable' | 'folder' | 'module';
    readonly what: string;
    readonly tasks: readonly [string, string];
  }[];
}
