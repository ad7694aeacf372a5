import type { AgentFound } from './agent-found.ts';
import type { Answer, AskBody, Rule } from './ask.ts';
import type { AttemptBodies } from './attempt-event.ts';
import type { FactBodies } from './fact.ts';
import type { Priced } from './money.ts';
import type { Settings } from './settings.ts';
import type { Complexity, TaskSpec } from './task.ts';

/** The version every event of this build carries; a newer one in a journal is refused. */
export const EVENT_VERSION = 1;

export interface Risk {
  readonly score: number;
  readonly reasons: readonly string[];
  readonly dangerous: boolean;
  readonly needs_approval: boolean;
}

/** One finished task of an earlier day: what forecasts rest on. */
export interface HistoryEntry {
  readonly complexity: Complexity;
  readonly agent: string;
  readonly module: string | null;
  readonly usd: number | null;
  readonly duration_ms: number;
}

/** Why a session is being ended; the first cause wins. */
export type EndCause =
  | 'person'
  | 'timeout'
  | 'cap'
  | 'stop'
  | 'violation'
  | 'stuck'
  | 'interrupted'
  /** Its turn is over and its work is judged. */
  | 'finished'
  /** Its plan's limit is reached. */
  | 'limit'
  /** To be launched again, mended, or by another agent. */
  | 'recovery';

export type HoldReason = 'person' | 'cap' | 'stop' | 'infrastructure' | 'limit' | 'review';

export interface Reconciled {
  readonly kind: 'host' | 'orphan' | 'worktree' | 'spool' | 'question' | 'launch';
  readonly what: string;
  readonly did: string;
}

/** The telemetry of one finished task; its line carries `ts` and `task` besides. */
export interface TaskRecord {
  readonly pass: number;
  readonly warn: number;
  readonly fail: number;
  readonly duration_ms: number;
  readonly meta: {
    readonly id: string;
    readonly title: string;
    readonly steps_count: number;
    readonly acceptance_passed: boolean | null;
  };
}

/** What one source says of the day's limits; null where it says nothing. */
export interface Limits {
  readonly max_agents: number | null;
  readonly max_cost_usd: number | null;
}

/** The limits in force, and who says what: flags over the task file over orch.yaml. */
interface DayLimits {
  readonly max_agents: number;
  readonly max_cost_usd: number | null;
  readonly flags: Limits;
  readonly head: Limits;
}

/** What the engine itself states. */
interface EngineBodies extends AttemptBodies {
  'engine.started': { readonly pid: number; readonly version: string };
  'engine.reconciled': { readonly found: readonly Reconciled[] };
  'engine.stopped': { readonly why: string };
  'day.opened': DayLimits & {
    readonly day: string;
    readonly date: string;
    readonly file: string;
    readonly project: string;
    readonly git: boolean;
    readonly yes: boolean;
    readonly wait_ms: number | null;
    readonly settings: Settings;
    readonly rules: readonly Rule[];
    readonly history: readonly HistoryEntry[];
    /** Left out by days of older versions. */
    readonly agents?: readonly AgentFound[];
  };
  /** What this machine has of the agents the day names has changed. */
  'agents.found': { readonly agents: readonly AgentFound[] };
  /** A plan's reset has come: its agent may be asked again. */
  'limit.over': { readonly agent: string };
  /** A changed orch.yaml, changed flags or a changed head of the task file. */
  'day.settings': DayLimits & {
    readonly settings: Settings;
    readonly yes: boolean;
    readonly wait_ms: number | null;
  };
  'day.file_refused': { readonly file: string; readonly mistakes: readonly string[] };
  /** `nobody`: only a person could have gone on, and no one came in time. */
  'day.stopping': { readonly how: 'halt' | 'now'; readonly by: 'person' | 'nobody' };
  'day.resumed': { readonly why: string };
  'day.ended': { readonly exit: number; readonly why: string };
  'task.added': { readonly spec: TaskSpec; readonly order: number; readonly risk: Risk };
  'task.changed': { readonly spec: TaskSpec; readonly order: number; readonly risk: Risk };
  'task.removed': { readonly why: string };
  'task.approved': { readonly by: string };
  'task.held': { readonly reason: HoldReason };
  'task.released': { readonly reason: HoldReason };
  'task.requeued': { readonly why: string };
  'task.ended': TaskRecord & {
    readonly state: 'done' | 'failed' | 'needs_review';
    readonly why: string;
    /** What later forecasts rest on. */
    readonly history: HistoryEntry;
  };
  'task.applied': { readonly files: readonly string[] };
  'session.ending': { readonly cause: EndCause };
  'session.lost': { readonly why: string };
  'session.unresponsive': { readonly for_ms: number };
  'session.responsive': Record<never, never>;
  'ask.opened': { readonly ask: string; readonly key: string | null; readonly body: AskBody };
  'ask.answered': { readonly ask: string; readonly answer: Answer; readonly by: string };
  'ask.sent': { readonly ask: string; readonly via: string };
  'ask.delivered': { readonly ask: string; readonly proof: string };
  'ask.closed': { readonly ask: string; readonly how: string };
  'cap.warned': { readonly scope: 'day' | 'task'; readonly used: number; readonly cap: number };
  'cap.reached': {
    readonly scope: 'day' | 'task';
    readonly unit: 'usd' | 'tokens';
    readonly used: number;
    readonly cap: number;
  };
  'cap.raised': { readonly scope: 'day' | 'task'; readonly by_usd: number; readonly cap: number };
  'rule.saved': { readonly rule: Rule };
  'rule.removed': { readonly rule: string };
  'notice.posted': { readonly level: 'info' | 'warning' | 'error'; readonly text: string };
  'clock.jumped': { readonly by_ms: number };
  'journal.salvaged': { readonly kept: number; readonly damaged: string };
}

export type EventBodies = EngineBodies &
  Omit<FactBodies, 'session.usage' | 'session.cost'> & {
    /** What is new of its message, priced on its way into the journal: later prices rewrite nothing. */
    'session.usage': FactBodies['session.usage'] & Priced;
    /** `usd`: by how much the stated sum differs from what was counted so far. */
    'session.cost': FactBodies['session.cost'] & { readonly usd: number };
  };

export type EventType = keyof EventBodies;

interface Envelope {
  readonly task?: string;
  readonly session?: string;
  /** The fact's number within its session. */
  readonly n?: number;
}

/** A fact on its way into the journal. */
export type Draft = { [K in EventType]: Envelope & { readonly type: K } & EventBodies[K] }[EventType];

/** A journaled fact: numbered without gaps, timed, versioned. */
export type Event = Draft & {
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly v: number;
  readonly day: string;
};

export type EventOf<K extends EventType> = Extract<Event, { type: K }>;

/** The stable outside form: one JSON object a line, time as ISO text. */
export const eventLine = (event: Event): string => {
  const { seq, at, type, task, session, ...rest } = event;
  const named = {
    ...(task === undefined ? {} : { task }),
    ...(session === undefined ? {} : { session }),
  };
  return JSON.stringify({ seq, ts: new Date(at).toISOString(), type, ...named, ...rest });
};
