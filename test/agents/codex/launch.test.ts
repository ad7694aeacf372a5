import { describe, expect, test } from 'vitest';
import type { LaunchContext, LaunchPlan } from '../../../src/agents/agent.ts';
import { codex } from '../../../src/agents/codex/codex.ts';
import { aLaunch } from '../a-launch.ts';

const context: LaunchContext = aLaunch('codex', {
  scratch: "/p/.orch/sessions/it's/scratch",
  signInFiles: ['/home/ada/.codex/auth.json'],
  model: 'gpt-6-sol',
  sandboxed: false,
});

const launched = (more: Partial<LaunchContext> = {}): LaunchPlan => codex.launch({ ...context, ...more });

const fileOf = (plan: LaunchPlan, name: string) => plan.files.find(({ path }) => path.endsWith(`/${name}`));

const textOf = (plan: LaunchPlan, name: string): string => {
  const file = fileOf(plan, name);
  return file !== undefined && 'text' in file ? file.text : '';
};

describe('Codex is launched', () => {
  test('in its terminal, in its folder, with its model and its prompt as one word', () => {
    const { argv, env } = launched();
    expect(argv.slice(0, 2)).toEqual(['codex', '--no-daemon']);
    expect(argv.join(' ')).toContain('-C /p/agent_workspaces/t1/tree -m gpt-6-sol');
    expect(argv.slice(-2)).toEqual(['--', '- Do it, "all" of it.']);
    expect(env.CODEX_HOME).toBe(context.home);
    expect(env.TMPDIR).toBeUndefined();
  });

  test('with its own sandbox around its folder, its workspace and what was allowed', () => {
    const { argv } = launched({ allowed: ['/data'] });
    expect(argv.join(' ')).toContain(`-s workspace-write --add-dir ${context.workspace} --add-dir /data`);
  });

  test("without its sandbox inside one of orch's", () => {
    expect(launched({ sandboxed: true }).argv.join(' ')).toContain('-s danger-full-access -C');
  });

  test('as a reviewer it writes only into its workspace', () => {
    const plan = launched({ readOnly: true });
    expect(plan.argv).not.toContain('-s');
    expect(textOf(plan, 'config.toml')).toContain(
      `[permissions.reviewer.filesystem]\n":root" = "read"\n"${context.workspace}" = "write"`,
    );
  });

  test("with settings of the person's after orch's own, and what a recovery adds", () => {
    const settings = { ...context.settings, command: '/opt/codex', args: ['-c', 'x=1'] };
    const { argv } = launched({ settings, extraArgs: ['--search'] });
    expect(argv[0]).toBe('/opt/codex');
    expect(argv.join(' ')).toContain('-c x=1 --search -- ');
  });

  test('with a prompt too long for an argument left to be read', () => {
    expect(launched({ prompt: 'x'.repeat(200_000) }).argv.at(-1)).toBe(
      `Read ${context.instructionsFile} and do what it says.`,
    );
  });

  test('with a temporary folder of its own where its home lies below the common one', () => {
    const home = '/tmp/x/.orch/homes/t/codex';
    expect(launched({ home }).env.TMPDIR).toBe(`${context.scratch}/tmp`);
    expect(launched({ home: '/tmpfiles/x' }).env.TMPDIR).toBeUndefined();
  });
});

describe('its private config', () => {
  test("trusts the folder, asks for no update, and knows orch's tools for a week", () => {
    const config = textOf(launched(), 'config.toml');
    expect(config).toContain('check_for_update_on_startup = false');
    expect(config).toContain('[projects."/p/agent_workspaces/t1/tree"]\ntrust_level = "trusted"');
    expect(config).toContain('[mcp_servers.orch]');
    expect(config).toContain('tool_timeout_sec = 604800');
    expect(config).toContain('[mcp_servers.orch.env]\nORCH_TASK = "t1"');
  });

  test('calls the host by its hooks, and holds what waits for a person', () => {
    const plan = launched();
    const config = textOf(plan, 'config.toml');
    for (const event of [
      'SessionStart',
      'UserPromptSubmit',
      'PreToolUse',
      'PermissionRequest',
      'Interrupt',
      'Stop',
    ])
      expect(config).toMatch(new RegExp(`^${event} = \\[`, 'm'));
    expect(config).toContain(String.raw`sh '/p/.orch/sessions/it'\\''s/scratch/hook.sh'`);
    expect(textOf(plan, 'hook.sh')).toContain(`reply=$('node' 'call.js' 's.sock' 'hook')`);
  });

  test("links to the person's sign-in, and leaves the provider to Codex", () => {
    const plan = launched({ personEnv: { OPENAI_API_KEY: 'sk-1' } });
    expect(fileOf(plan, 'auth.json')).toEqual({
      path: `${context.home}/auth.json`,
      link: '/home/ada/.codex/auth.json',
    });
    expect(textOf(plan, 'config.toml')).not.toContain('model_provider');
  });

  test('goes by a key where nobody signed in, without writing the key anywhere', () => {
    const personEnv = { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' };
    const plan = launched({ signInFiles: [], personEnv });
    expect(fileOf(plan, 'auth.json')).toBeUndefined();
    const config = textOf(plan, 'config.toml');
    expect(config).toContain('model_provider = "by_key"');
    expect(config).toContain('base_url = "http://127.0.0.1:1/v1"');
    expect(JSON.stringify(plan)).not.toContain('sk-1');
  });

  test('nothing is written outside its home and its scratch folder', () => {
    for (const { path } of launched().files)
      expect(path.startsWith(context.home) || path.startsWith(context.scratch)).toBe(true);
  });
});

describe('Codex goes on', () => {
  const conversation = '01a1fe39-cce9-7e01-a5ee-5ba380c78d66';
  const earlier = { session: 's0', scratch: '/s0', memory: {} };

  test('with the conversation it named', () => {
    const plan = codex.resume(context, { ...earlier, conversation });
    expect(plan?.argv[1]).toBe('resume');
    expect(plan?.argv.slice(-3)).toEqual(['--', conversation, context.prompt]);
  });

  test('with none where it never came to name one', () => {
    expect(codex.resume(context, { ...earlier, conversation: context.conversation })).toBeNull();
  });
});
