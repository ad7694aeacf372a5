import { Map as IMap, Set as ISet, List } from 'immutable';
import type { AgentFound } from '../domain/agent-found.ts';
import type { Answer, AskBody, AskState, Rule } from '../domain/ask.ts';
import type { Check, DiffStat } from '../domain/attempt-event.ts';
import type { EndCause, HistoryEntry, HoldReason, Limits, Risk } from '../domain/event.ts';
import type { AgentState, FactSource, KillRung } from '../domain/fact.ts';
import { noSpend, type Spend } from '../domain/money.ts';
import type { Verdict } from '../domain/review.ts';
import { defaultSettings, type Settings } from '../domain/settings.ts';
import type { Isolation, TaskSpec } from '../domain/task.ts';
import type { Claims } from './claims.ts';
import type { CountedMessage, Limited, Notice, Quota, SessionTrouble, Telling } from './entry-parts.ts';
import type { SessionMoney } from './session-money.ts';

/** `checking`: the agent is gone and acceptance decides. */
export type Phase = 'queued' | 'running' | 'checking' | 'done' | 'failed' | 'needs_review';

export interface TaskEntry {
  readonly id: string;
  readonly spec: TaskSpec;
  readonly order: number;
  readonly risk: Risk;
  readonly phase: Phase;
  readonly why: string;
  readonly since: number;
  readonly approved: boolean;
  readonly hold: HoldReason | null;
  /** Dependencies not done yet. */
  readonly unmet: ISet<string>;
  readonly attempt: number;
  /** Attempts that used up a retry, and those that were only cut short. */
  readonly failures: number;
  readonly interruptions: number;
  readonly sessions: List<string>;
  /** The session to go on from, when its attempt was halted or cut short. */
  readonly resumes: string | null;
  readonly retry_at: number | null;
  readonly spend: Spend;
  /** What is counted of each message, so that one said again adds nothing. */
  readonly counted: IMap<string, CountedMessage>;
  readonly cap_usd: number | null;
  readonly warned: boolean;
  readonly capped: boolean;
  /** Asks it stands still for. */
  readonly asks: ISet<string>;
  /** All open asks that name it: those of a cap or of being stuck too. */
  readonly open: ISet<string>;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly cwd: string | null;
  readonly isolation: Isolation | null;
  readonly base: string | null;
  readonly before: Readonly<Record<string, string | null>>;
  readonly checks: readonly Check[];
  readonly diff: DiffStat | null;
  readonly applied: boolean;
  /** How often this attempt was told what is missing. */
  readonly nudges: number;
  /** Agents that failed at it, or were at their limit: another is asked first. */
  readonly given_up: readonly string[];
  /** Mends tried in this attempt, in their order. */
  readonly recoveries: readonly string[];
  /** The one whose outcome is not known yet. */
  readonly recovering: string | null;
  /** Of a review: what the reviewer said. */
  readonly verdict: Verdict | null;
  /** What reviews left for its author to hear, in their order. */
  readonly findings: readonly string[];
  /** Its last milestone or review (ms). */
  readonly marked_at: number | null;
  /** Directories and flags a mend added. */
  readonly allowed: readonly string[];
  readonly extra_args: readonly string[];
}

export interface SessionEntry extends SessionMoney {
  readonly id: string;
  readonly task: string;
  readonly attempt: number;
  readonly agent: string;
  readonly model: string | null;
  /** Number of the last journaled fact of its host. */
  readonly last_n: number;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly host_pid: number | null;
  readonly pid: number | null;
  readonly rung: KillRung | null;
  readonly state: AgentState;
  readonly source: FactSource;
  readonly state_at: number;
  readonly message: string | null;
  readonly last_fact_at: number;
  /** When a person said to wait on for it. */
  readonly waited_on_at: number | null;
  /** Work time ends here; moved on while the agent waits for a person or is paused. */
  readonly deadline: number | null;
  readonly frozen_at: number | null;
  readonly paused: boolean;
  readonly responsive: boolean;
  readonly ending: EndCause | null;
  readonly exit: { readonly code: number | null; readonly signal: string | null } | null;
  /** As the agent names it; null where it has not said so. */
  readonly conversation: string | null;
  /** The session whose conversation it goes on with. */
  readonly resumes: string | null;
  /** What each source says it is doing. */
  readonly claims: Claims;
  /** It has been at work at least once: what fails before that never came to life. */
  readonly worked: boolean;
  /** The turn it ended by itself, until it works again. */
  readonly turn: { readonly n: number; readonly at: number; readonly text: string | null } | null;
  readonly last_words: string | null;
  readonly telling: Telling | null;
  /** Findings of reviewers among its first words. */
  readonly brought: readonly string[];
  readonly trouble: SessionTrouble | null;
}

export interface AskEntry {
  readonly id: string;
  readonly task: string | null;
  readonly session: string | null;
  readonly key: string | null;
  readonly body: AskBody;
  readonly state: AskState;
  readonly opened_at: number;
  readonly answer: Answer | null;
  readonly answered_at: number | null;
  readonly by: string | null;
  readonly via: string | null;
  readonly sent_at: number | null;
  readonly delivered_at: number | null;
  readonly proof: string | null;
  readonly closed_at: number | null;
  readonly how: string | null;
}

export type DayPhase = 'none' | 'running' | 'stopping' | 'ended';

/** One day, folded from its events. Containers are persistent: an old state stays valid. */
export interface DayState {
  readonly seq: number;
  readonly day: string;
  readonly date: string;
  readonly file: string;
  readonly project: string;
  readonly git: boolean;
  readonly phase: DayPhase;
  readonly why: string;
  readonly stopped_by: 'person' | 'nobody';
  readonly exit: number | null;
  readonly opened_at: number;
  readonly ended_at: number | null;
  readonly settings: Settings;
  readonly max_agents: number;
  readonly max_cost_usd: number | null;
  readonly flags: Limits;
  readonly head: Limits;
  readonly yes: boolean;
  readonly wait_ms: number | null;
  readonly spend: Spend;
  readonly by_model: IMap<string, Spend>;
  /** Agent → window (`5h`, `7d`) → how far it is used up. */
  readonly quotas: IMap<string, IMap<string, Quota>>;
  /** Agents at their plan's limit. */
  readonly limited: IMap<string, Limited>;
  /** What this machine has of each agent the day names. */
  readonly agents: IMap<string, AgentFound>;
  readonly warned: boolean;
  readonly capped: boolean;
  readonly tasks: IMap<string, TaskEntry>;
  readonly dependents: IMap<string, ISet<string>>;
  readonly sessions: IMap<string, SessionEntry>;
  readonly asks: IMap<string, AskEntry>;
  readonly ask_count: number;
  readonly rules: readonly Rule[];
  readonly history: readonly HistoryEntry[];
  readonly notices: List<Notice>;
  readonly last_human_at: number;
  /** Derived while folding, so that no event costs more on a longer day. */
  readonly ready: ISet<string>;
  readonly backoff: ISet<string>;
  readonly live: ISet<string>;
  readonly checking: ISet<string>;
  /** Reviews whose consequence is still to come. */
  readonly reviewing: ISet<string>;
  readonly open: ISet<string>;
}

export const initialState: DayState = {
  seq: 0,
  day: '',
  date: '',
  file: '',
  project: '',
  git: false,
  phase: 'none',
  why: '',
  stopped_by: 'person',
  exit: null,
  opened_at: 0,
  ended_at: null,
  settings: defaultSettings,
  max_agents: defaultSettings.max_agents,
  max_cost_usd: null,
  flags: { max_agents: null, max_cost_usd: null },
  head: { max_agents: null, max_cost_usd: null },
  yes: false,
  wait_ms: null,
  spend: noSpend,
  by_model: IMap(),
  quotas: IMap(),
  limited: IMap(),
  agents: IMap(),
  warned: false,
  capped: false,
  tasks: IMap(),
  dependents: IMap(),
  sessions: IMap(),
  asks: IMap(),
  ask_count: 0,
  rules: [],
  history: [],
  notices: List(),
  last_human_at: 0,
  ready: ISet(),
  backoff: ISet(),
  live: ISet(),
  checking: ISet(),
  reviewing: ISet(),
  open: ISet(),
};
