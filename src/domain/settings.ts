import type { Price } from './money.ts';
import type { Complexity, Isolation } from './task.ts';

export type SafetyMode = 'require' | 'prefer' | 'off';

export interface AgentSettings {
  readonly command: string | null;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly model: string | null;
  /** How to drive an agent orch has no description of. */
  readonly plugin?: PluginSettings;
}

/** What orch.yaml says of an agent of the person's own. */
export interface PluginSettings {
  /** A line typed once the program waits for words; null: its task comes with its arguments. */
  readonly type: string | null;
  /** In place of `args` where a conversation goes on; null: it begins anew, with a hand-over. */
  readonly resume_args: readonly string[] | null;
  /** Variables of the person's environment it gets to see. */
  readonly pass_env: readonly string[];
  /** The first rule that matches says what the agent is doing. */
  readonly screen: readonly ScreenRule[];
}

export interface ScreenRule {
  /** A regular expression over the whole screen, or over the title. */
  readonly match: string;
  readonly in: 'screen' | 'title';
  readonly state: 'working' | 'idle' | 'blocked' | 'done' | 'limited' | 'error';
  /** What it waits for while this stands there, and the keys that answer; a question is answered in words. */
  readonly ask:
    | { readonly kind: 'permission'; readonly allow: string; readonly deny: string }
    | { readonly kind: 'question' }
    | null;
}

/** orch.yaml over the personal config, defaults filled in. Plain data. */
export interface Settings {
  readonly max_agents: number;
  readonly max_cost_usd: number | null;
  readonly isolation: Isolation;
  readonly safety: SafetyMode;
  readonly agent: string;
  readonly stuck_after_ms: number;
  /** At a plan's limit the session goes on by itself once the limit is reset. */
  readonly resume_after_limit: boolean;
  readonly http_hosts: readonly string[];
  readonly agents: Readonly<Record<string, AgentSettings>>;
  readonly models: Readonly<Record<Complexity, Readonly<Record<string, string>>>>;
  readonly prices: Readonly<Record<string, Price>>;
}

export const defaultSettings: Settings = {
  max_agents: 3,
  max_cost_usd: null,
  isolation: 'worktree',
  safety: 'prefer',
  agent: 'claude',
  stuck_after_ms: 15 * 60_000,
  resume_after_limit: true,
  http_hosts: [],
  agents: {},
  models: { low: {}, medium: {}, high: {} },
  prices: {},
};
