import type { AgentServer, KeysDelivery, Memory, SourceSpec } from '../agents/agent.ts';
import type { AgentSettings, SafetyMode } from '../domain/settings.ts';
import type { Locks } from './rung.ts';

/**
 * Everything a session host needs, written by the engine before it starts one:
 * the host reads this file and asks nobody. Paths are absolute.
 */
export interface HostSpec {
  readonly session: string;
  readonly task: string;
  readonly attempt: number;
  /** The session whose conversation it goes on with; left out, it begins one. */
  readonly resumes?: string;
  readonly agent: string;
  /** What describes an agent of the person's own; left out for those orch describes itself. */
  readonly own?: AgentSettings;
  readonly argv: readonly string[];
  /** The whole environment of the agent; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly cols: number;
  readonly rows: number;
  readonly sources: readonly SourceSpec[];
  readonly memory: Memory;
  /** agent_workspaces/<task>: question.md, answer.md, session.cast, events.ndjson. */
  readonly workspace: string;
  readonly recording: string;
  readonly spool: string;
  /** .orch/sessions/<session>: lock, memory, log of this host. */
  readonly home: string;
  readonly socket: string;
  /** Where the agent's hooks and orch's MCP server call. */
  readonly calls: string;
  /** Typed once its guard shows: the first words of an agent that takes none with its arguments. */
  readonly opening?: KeysDelivery;
  /** The agent's own server, where it has one. */
  readonly server?: AgentServer;
  readonly safety: SafetyMode;
  /** What it may only look at: a reviewer in its author's folder. Held where there is a namespace. */
  readonly locks?: Locks;
  readonly scrollback: number;
}
