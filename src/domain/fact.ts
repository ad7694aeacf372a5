import type { AskBody } from './ask.ts';
import type { Tokens } from './money.ts';
import type { Verdict } from './review.ts';

/** What an agent is doing, as a source of facts tells it. */
export type AgentState = 'starting' | 'working' | 'blocked' | 'idle' | 'done' | 'limited' | 'error';

/** Where a fact comes from, best first; `screen` is a guess and shown as one. */
export type FactSource =
  | 'osc'
  | 'hook'
  | 'file'
  | 'stream'
  | 'mcp'
  | 'title'
  | 'protocol'
  | 'process'
  | 'screen';

/** Why an agent cannot go on as it is. */
export type Trouble =
  | 'auth'
  | 'overloaded'
  | 'rate_limit'
  | 'network'
  | 'trust'
  | 'path'
  | 'repository'
  | 'permission'
  | 'model'
  | 'other';

/** How sure we are that no process of the agent outlives its host. */
export type KillRung = 'pid-namespace' | 'walk';

/**
 * What a session host can say. A host numbers its facts from 1 without gaps and
 * spools them; the engine journals each exactly once, as an event of the same name.
 */
export interface FactBodies {
  'session.started': {
    readonly agent: string;
    readonly host_pid: number;
    readonly pid: number;
    readonly rung: KillRung;
  };
  'session.state': {
    readonly state: AgentState;
    readonly source: FactSource;
    readonly message: string | null;
  };
  'session.asked': {
    /** Names the ask within its session, so that it can be closed and answered. */
    readonly key: string;
    readonly source: FactSource;
    readonly ask: AskBody;
  };
  /** The agent no longer waits for this: it went on, or was answered in its pane. */
  'session.ask_gone': { readonly key: string; readonly how: string };
  'session.answer_sent': { readonly ask: string; readonly key: string; readonly via: string };
  'session.answer_failed': { readonly ask: string; readonly key: string; readonly why: string };
  'session.usage': {
    readonly model: string;
    /** Names the message this is the usage of, all of it so far: said again, only what is new counts. */
    readonly message?: string;
    readonly tokens: Tokens;
    /** As the agent states it; null where it states none. */
    readonly stated_usd: number | null;
  };
  /** What the agent states its whole session has cost so far, since `session.started`. */
  'session.cost': { readonly total_usd: number };
  /** How far a plan's window (`5h`, `7d`) is used up, 0 to 1. */
  'session.quota': {
    readonly window: string;
    readonly used: number;
    readonly resets_at: number | null;
  };
  /** The plan's limit is reached: nothing goes on before the reset (ms). */
  'session.limited': { readonly source: FactSource; readonly until: number | null; readonly text: string };
  /** As the agent names it: what resumes it. */
  'session.conversation': { readonly id: string };
  /** The agent ended its turn by itself, with these last words; it waits for the next. */
  'session.turn_ended': { readonly source: FactSource; readonly text: string | null };
  /** An error the agent ran into. `ended`: its turn is over with it; else it tries on. */
  'session.trouble': {
    readonly source: FactSource;
    readonly trouble: Trouble;
    readonly text: string;
    readonly ended: boolean;
  };
  /** Words for its next turn went out, or could not. */
  'session.told': { readonly key: string; readonly via: string };
  'session.tell_failed': { readonly key: string; readonly why: string };
  'session.blocker': { readonly text: string };
  'session.review_requested': { readonly text: string };
  /** A reviewer's verdict, by the schema of src/review. */
  'session.verdict': Verdict;
  'session.violated': { readonly key: string; readonly source: FactSource; readonly ask: AskBody };
  'session.progress': { readonly text: string };
  'session.milestone': { readonly text: string };
  'session.message': { readonly text: string };
  /** Something new was on the screen in the last minute; at most one a minute. */
  'session.output': { readonly bytes: number };
  'session.step': {
    readonly step: number;
    readonly skill: string;
    readonly args: readonly string[];
    readonly code: number | null;
    readonly ok: boolean;
    readonly optional: boolean;
    readonly duration_ms: number;
    readonly stdout: string;
    readonly stderr: string;
  };
  'session.paused': { readonly processes: number };
  'session.continued': { readonly processes: number };
  'session.notice': { readonly text: string };
  'session.exited': {
    readonly code: number | null;
    readonly signal: string | null;
    /** True when the host ended it on the engine's word. */
    readonly asked: boolean;
    readonly duration_ms: number;
  };
}

export type FactType = keyof FactBodies;

/** What the agent's records say, before the host numbers it. */
export type Fact = { [K in FactType]: { readonly type: K } & FactBodies[K] }[FactType];

/** A fact with its number within the session and the time the host saw it (ms). */
export type HostFact = Fact & { readonly session: string; readonly n: number; readonly at: number };
