import type { Answer, AskBody } from '../domain/ask.ts';
import type { Fact } from '../domain/fact.ts';
import type { AgentSettings } from '../domain/settings.ts';
import type { TaskSpec } from '../domain/task.ts';

/**
 * An agent is a description, not an actor: how to launch it, which sources of
 * facts it has, what each record means, how an answer reaches it. All of it is
 * data and pure functions; the session host does the doing, once, for all.
 */
export interface Agent {
  readonly name: string;
  readonly detect: Detection;
  /** What the task must state for this agent, as a sentence, or null when all is there. */
  readonly lacks: (task: TaskSpec) => string | null;
  readonly launch: (context: LaunchContext) => LaunchPlan;
  /** Goes on with an earlier session's conversation; null where the agent cannot. */
  readonly resume: (context: LaunchContext, earlier: EarlierSession) => LaunchPlan | null;
  /** One record of a source → facts. `memory` is the agent's own, carried from record to record. */
  readonly observe: (record: SourceRecord, memory: Memory) => Observed;
  /** How an answer reaches the agent; null where this ask cannot be answered from outside. */
  readonly answer: (ask: PendingAsk, answer: Answer) => Delivery | null;
  /** True where new output means progress (plain programs); a spinner does not. */
  readonly outputIsProgress: boolean;
  /** Errors it is known to make, and what mends them. */
  readonly recoveries: readonly Recovery[];
}

export interface Detection {
  /** Null where orch brings the program itself. */
  readonly command: string | null;
  readonly versionArgs: readonly string[];
  readonly versionPattern: string;
  readonly tested: string | null;
  readonly install: string;
  /** Environment variables of which at least one must be set, unless it is signed in by file. */
  readonly keys: readonly string[];
}

/** Everything a launch may depend on. Paths are absolute. */
export interface LaunchContext {
  readonly project: string;
  /** Where the agent works: its worktree, or the project. */
  readonly cwd: string;
  /** agent_workspaces/<task>, where question.md, answer.md, summary.md live. */
  readonly workspace: string;
  /** A directory of this session's own for config and scratch files. */
  readonly scratch: string;
  readonly task: TaskSpec;
  readonly attempt: number;
  readonly session: string;
  /** Given to agents that let us name their conversation. */
  readonly conversation: string;
  readonly model: string | null;
  readonly instructionsFile: string;
  readonly instructions: string;
  readonly settings: AgentSettings;
  readonly httpHosts: readonly string[];
  /** What a person allowed this task by approving it. */
  readonly approved: boolean;
  /** orch's own programs: `node` and the bundle directory. */
  readonly node: string;
  readonly programs: string;
}

export interface EarlierSession {
  readonly session: string;
  readonly conversation: string;
  readonly scratch: string;
  /** What `observe` remembered when it ended. */
  readonly memory: Memory;
}

export interface LaunchPlan {
  readonly argv: readonly string[];
  /** Added to the allow-listed environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly PlannedFile[];
  readonly sources: readonly SourceSpec[];
}

interface PlannedFile {
  readonly path: string;
  readonly text: string;
}

/** Where facts come from; the host opens each and hands on its records. */
export type SourceSpec =
  /** Operating-system commands the program prints, e.g. 7501. */
  | { readonly kind: 'osc'; readonly codes: readonly number[] }
  | { readonly kind: 'title' }
  /** A file of JSON lines that grows; read on from a durable offset. */
  | { readonly kind: 'follow'; readonly id: string; readonly path: string }
  /** Text on the screen, last resort; each rule is a regular expression over the whole screen. */
  | { readonly kind: 'screen'; readonly rules: readonly string[] };

export type SourceRecord =
  | { readonly kind: 'osc'; readonly code: number; readonly data: string }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'line'; readonly id: string; readonly text: string }
  /** What the rule matches now; empty once it matches no longer. */
  | { readonly kind: 'screen'; readonly rule: number; readonly text: string };

export type Memory = Readonly<Record<string, unknown>>;

export interface Observed {
  readonly facts: readonly Fact[];
  readonly memory: Memory;
}

export interface PendingAsk {
  readonly key: string;
  readonly body: AskBody;
}

/** How an answer goes out. The host carries it out and says so. */
export type Delivery =
  | { readonly via: 'file'; readonly path: string; readonly text: string }
  /** Typed only while `guard` (a regular expression) matches the screen: never a blind Enter. */
  | { readonly via: 'keys'; readonly data: string; readonly guard: string };

export interface Recovery {
  readonly name: string;
  readonly pattern: string;
  readonly action: 'relaunch' | 'wait' | 'escalate';
  readonly args: readonly string[];
}
