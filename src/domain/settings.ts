import type { Price } from './money.ts';
import type { Complexity, Isolation } from './task.ts';

export type SafetyMode = 'require' | 'prefer' | 'off';

export interface AgentSettings {
  readonly command: string | null;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly model: string | null;
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
