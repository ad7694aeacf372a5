import type { LaunchContext } from '../../../src/agents/agent.ts';
import { launch } from '../../../src/agents/opencode/launch.ts';
import { aLaunch } from '../a-launch.ts';

export const context = (more: Partial<LaunchContext> = {}): LaunchContext =>
  aLaunch('opencode', {
    scratch: '/p/.orch/sessions/t1.s1/scratch',
    session: 't1.s1',
    conversation: 'c0ffee',
    model: 'anthropic/claude-sonnet-4-5',
    instructions: '# t1',
    prompt: '-- do it',
    secret: 'hush',
    callCommand: (from) => `call ${from}`,
    node: 'node',
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
