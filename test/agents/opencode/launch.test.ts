import { describe, expect, it } from 'vitest';
import type { LaunchPlan } from '../../../src/agents/agent.ts';
import type { Given } from '../../../src/agents/opencode/given.ts';
import { launch, resume } from '../../../src/agents/opencode/launch.ts';
import { configOf, context } from './context.ts';

const givenOf = (plan: LaunchPlan | null): Given => {
  const file = plan?.files.find(({ path }) => path === plan.env.ORCH_OPENCODE);
  return JSON.parse(file !== undefined && 'text' in file ? file.text : '{}') as Given;
};

describe('a launch', () => {
  it('starts the terminal with its server on loopback, the model and the prompt', () => {
    const { argv, server, sources } = launch(context());
    expect(argv).toEqual([
      'opencode',
      ...['--hostname', '127.0.0.1', '--port', '4001', '--agent', 'orch'],
      ...['--model', 'anthropic/claude-sonnet-4-5', '--prompt=-- do it'],
    ]);
    expect(server?.url).toBe('http://127.0.0.1:4001');
    expect(atob(server?.headers.authorization?.replace('Basic ', '') ?? '')).toBe('opencode:hush');
    expect(sources).toEqual([
      { kind: 'follow', id: 'events', path: '/p/.orch/sessions/t1.s1/scratch/events.jsonl' },
    ]);
  });

  it('takes command and arguments from orch.yaml, and what a recovery adds', () => {
    const settings = { command: '/opt/oc', args: ['--pure'], env: {}, model: null };
    const { argv } = launch(context({ settings, extraArgs: ['--print-logs'] }));
    expect(argv.slice(0, 2)).toEqual(['/opt/oc', '--pure']);
    expect(argv).toContain('--print-logs');
  });

  it('leaves OpenCode no other model to fall back on', () => {
    expect(configOf({ model: 'openrouter/anthropic/claude' })).toMatchObject({
      model: 'openrouter/anthropic/claude',
      enabled_providers: ['openrouter'],
      provider: { openrouter: { whitelist: ['anthropic/claude'] } },
    });
    const free = configOf({ model: null });
    expect([free.model, free.enabled_providers]).toEqual([undefined, undefined]);
  });

  it('spends nothing on titles: no record would tell of it', () => {
    expect(configOf().agent.title).toEqual({ disable: true });
  });

  it('keeps its files in the task’s own home, and finds the person’s where theirs are', () => {
    const personEnv = { XDG_CONFIG_HOME: '/etc/ada', XDG_DATA_HOME: '' };
    const { files, env } = launch(context({ personEnv }));
    expect(env.XDG_CONFIG_HOME).toBe('/p/.orch/homes/t1/opencode/config');
    expect(files).toContainEqual({
      path: '/p/.orch/homes/t1/opencode/config/opencode',
      copy: '/etc/ada/opencode',
    });
    expect(files).toContainEqual({
      path: '/p/.orch/homes/t1/opencode/data/opencode/auth.json',
      link: '/home/ada/.local/share/opencode/auth.json',
    });
    const own = ['/p/.orch/homes/t1/opencode/', '/p/.orch/sessions/t1.s1/scratch/'];
    expect(files.every(({ path }) => own.some((folder) => path.startsWith(folder)))).toBe(true);
  });

  it('gives what the agent runs the person’s folders, and not the server’s password', () => {
    const { shell } = givenOf(launch(context()));
    expect(shell).toMatchObject({
      XDG_DATA_HOME: '/home/ada/.local/share',
      OPENCODE_SERVER_PASSWORD: '',
      OPENCODE_CONFIG_CONTENT: '',
    });
  });
});

describe('going on', () => {
  const earlier = { session: 't1.s1', scratch: '/x', conversation: 'c0ffee', memory: {} };

  it('is with the conversation OpenCode named, and finds what was paid at its end', () => {
    const plan = resume(context(), { ...earlier, memory: { opencode: { root: 'ses_1' } } });
    expect(plan?.argv).toContain('ses_1');
    expect(plan?.argv.join(' ')).not.toContain('--prompt');
    expect(givenOf(plan).resume).toEqual({ conversation: 'ses_1', agent: 'orch', prompt: '-- do it' });
    expect(plan?.sources).toContainEqual({ kind: 'follow', id: 'before', path: '/x/events.jsonl' });
    expect(resume(context(), { ...earlier, conversation: 'ses_2' })?.argv).toContain('ses_2');
  });

  it('is not to be had where no conversation ever began', () => {
    expect(resume(context(), earlier)).toBeNull();
  });
});
