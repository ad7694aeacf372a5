import type { ReviewOf, ReviewWish } from './review.ts';

export type Complexity = 'low' | 'medium' | 'high';
export type Level = 'low' | 'medium' | 'high';
export type Priority = Level | 'urgent';
export type Isolation = 'worktree' | 'shared';

/** What the task file promises will exist; prose without a path is listed for the human. */
export interface Deliverable {
  readonly text: string;
  readonly path: string | null;
}

export type Acceptance =
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'run'; readonly command: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'output'; readonly regex: string };

/** One step of the `steps` agent, as in a delegated task. */
export interface Step {
  readonly skill: string;
  readonly args: readonly string[];
  readonly timeout_ms: number;
  readonly optional: boolean;
}

/** One line of the `demo` agent's script; see src/agents/demo. */
export interface DemoAction {
  readonly do: string;
  readonly [key: string]: string | number | boolean | readonly string[];
}

export interface Memory {
  readonly kind: string;
  readonly text: string;
}

export interface Notify {
  readonly channels: readonly string[];
  readonly level: string;
}

/** A task as the file states it, defaults filled in. Journaled as it stands, so it is plain data. */
export interface TaskSpec {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly module: string | null;
  readonly complexity: Complexity;
  readonly context_files: readonly string[];
  readonly deliverables: readonly Deliverable[];
  /** First choice first; the rest are taken when it is missing or at its limit. */
  readonly agents: readonly string[];
  readonly model: string | null;
  readonly depends_on: readonly string[];
  readonly priority: Priority;
  readonly risk: Level;
  readonly max_cost_usd: number | null;
  readonly max_tokens: number | null;
  readonly timeout_ms: number | null;
  readonly retries: number;
  readonly isolation: Isolation | null;
  readonly acceptance: readonly Acceptance[];
  readonly memory: Memory | null;
  readonly notify: Notify | null;
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly demo: readonly DemoAction[];
  /** Who looks through its work. */
  readonly review?: ReviewWish;
  /** It is itself a review, made by orch: not in the file. */
  readonly reviews?: ReviewOf;
}

/** What a person approves when they approve a task: all that decides what will be done, not when or for how much. */
export const approvedText = (spec: TaskSpec): string =>
  JSON.stringify([
    spec.description,
    spec.agents,
    spec.steps,
    spec.demo,
    spec.acceptance,
    spec.deliverables,
    spec.context_files,
    spec.env,
    spec.risk,
  ]);

/** One task file, read. */
export interface DayFile {
  readonly date: string;
  readonly max_cost_usd: number | null;
  readonly max_agents: number | null;
  readonly tasks: readonly TaskSpec[];
}

/** What a person sees; `waiting` means: on a person. */
export type TaskState = 'queued' | 'running' | 'waiting' | 'done' | 'failed' | 'blocked' | 'needs_review';
