import type { LaunchContext } from '../../../src/agents/agent.ts';
import { launch } from '../../../src/agents/opencode/launch.ts';
import { plainTask } from '../../../src/taskfile/task.ts';

/** A launch as the engine would describe it. */
export const context = (more: Partial<LaunchContext> = {}): LaunchContext => ({
  project: '/p',
  cwd: '/p/agent_workspaces/t1/tree',
  workspace: '/p/agent_workspaces/t1',
  scratch: '/p/.orch/sessions/t1.s1/scratch',
  home: '/p/.orch/homes/t1/opencode',
  personHome: '/home/ada',
  personEnv: { HOME: '/home/ada' },
  signInFiles: [],
  task: { ...plainTask, id: 't1', agents: ['opencode'] },
  attempt: 1,
  session: 't1.s1',
  conversation: 'c0ffee',
  model: 'anthropic/claude-sonnet-4-5',
  instructionsFile: '/p/agent_workspaces/t1/agent_instructions.md',
  instructions: '# t1',
  prompt: '-- do it',
  settings: { command: null, args: [], env: {}, model: null },
  httpHosts: [],
  approved: false,
  sandboxed: true,
  readOnly: false,
  allowed: [],
  extraArgs: [],
  port: 4001,
  secret: 'hush',
  callCommand: (from) => `call ${from}`,
  mcp: { command: 'node', args: ['mcp.js', 's.sock'], env: { ORCH_TASK: 't1' } },
  node: 'node',
  programs: '/dist',
  ...more,
});

export type Word = 'allow' | 'ask' | 'deny';
export type Rules = Readonly<Record<string, Word | Readonly<Record<string, Word>>>>;
export interface Config {
  readonly model?: string;
  readonly enabled_providers?: readonly string[];
  readonly provider?: Readonly<Record<string, { readonly whitelist: readonly string[] }>>;
  readonly agent: Readonly<Record<string, { readonly permission?: Rules; readonly disable?: boolean }>>;
}

/** The configuration laid over the person's. */
export const configOf = (more: Partial<LaunchContext> = {}): Config =>
  JSON.parse(launch(context(more)).env.OPENCODE_CONFIG_CONTENT ?? '') as Config;
