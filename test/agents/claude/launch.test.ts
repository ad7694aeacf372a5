import { describe, expect, it } from 'vitest';
import type { LaunchContext, LaunchPlan } from '../../../src/agents/agent.ts';
import { claude } from '../../../src/agents/claude/claude.ts';
import { aContext } from './a-context.ts';

interface Written {
  readonly permissions: {
    readonly allow: readonly string[];
    readonly additionalDirectories: readonly string[];
  };
  readonly sandbox: { readonly enabled: boolean };
  readonly hooks: Readonly<
    Record<string, readonly { readonly hooks: readonly { readonly command: string }[] }[]>
  >;
  readonly customApiKeyResponses: { readonly approved: readonly string[] };
  readonly projects: Readonly<Record<string, { readonly hasTrustDialogAccepted: boolean }>>;
  readonly mcpServers: Readonly<Record<string, { readonly timeout: number }>>;
}

const written = (plan: LaunchPlan, name: string): Written => {
  const file = plan.files.find(({ path }) => path.endsWith(name));
  if (file === undefined || !('text' in file)) throw new Error(`no ${name}`);
  return JSON.parse(file.text) as Written;
};

const launched = (more: Partial<LaunchContext> = {}) => {
  const plan = claude.launch(aContext(more));
  return {
    plan,
    settings: written(plan, 'claude-settings.json'),
    config: written(plan, '.claude.json'),
    mcp: written(plan, 'claude-mcp.json'),
  };
};

describe('a launch', () => {
  it('names the conversation, asks before it acts, and ends with the prompt', () => {
    const { argv } = launched({ prompt: '--do not take this for a flag' }).plan;
    expect(argv.slice(0, 3)).toEqual(['claude', '--session-id', '11111111-1111-4111-8111-111111111111']);
    expect(argv.join(' ')).toContain('--permission-mode manual');
    expect(argv.slice(-2)).toEqual(['--', '--do not take this for a flag']);
  });

  it('takes the command, the model and the flags it is given', () => {
    const settings = { command: '/opt/claude', args: ['--verbose'], env: {}, model: null };
    const { argv } = launched({ settings, model: 'opus', extraArgs: ['--x'] }).plan;
    expect(argv[0]).toBe('/opt/claude');
    expect(argv.join(' ')).toMatch(/--model opus --verbose --x -- /);
  });

  it('keeps everything it writes in a home of its own', () => {
    const { plan } = launched();
    expect(plan.env.CLAUDE_CONFIG_DIR).toBe('/p/.orch/homes/t1/claude/config');
    for (const { path } of plan.files) expect(path).toMatch(/^\/p\/\.orch\//);
    expect(plan.sources).toContainEqual(
      expect.objectContaining({
        kind: 'follow_all',
        dir: '/p/.orch/homes/t1/claude/config/projects',
      }),
    );
  });

  it("leaves the person's sign-in where it is", () => {
    expect(launched().plan.env.CLAUDE_SECURESTORAGE_CONFIG_DIR).toBe('');
    const elsewhere = launched({ personEnv: { CLAUDE_CONFIG_DIR: '/home/ada/.claude-work' } });
    expect(elsewhere.plan.env.CLAUDE_SECURESTORAGE_CONFIG_DIR).toBe('/home/ada/.claude-work');
  });

  it('has answered the dialogs of a first run', () => {
    const { config } = launched({
      personEnv: { ANTHROPIC_API_KEY: 'sk-ant-0123456789-abcdefghijklmnopqrst' },
    });
    expect(config.customApiKeyResponses.approved).toEqual(['abcdefghijklmnopqrst']);
    expect(config.projects['/p/agent_workspaces/t1/tree']?.hasTrustDialogAccepted).toBe(true);
    expect(launched().config.customApiKeyResponses.approved).toEqual([]);
  });

  it('goes by the sign-in of somebody who has a key for other programs too', () => {
    const personEnv = { ANTHROPIC_API_KEY: 'sk-ant-0123456789-abcdefghijklmnopqrst' };
    const signInFiles = ['/home/ada/.claude/.credentials.json'];
    const both = launched({ personEnv, signInFiles }).config.customApiKeyResponses;
    expect(both).toEqual({ approved: [], rejected: ['abcdefghijklmnopqrst'] });
    const settings = { command: null, args: [], env: personEnv, model: null };
    const meant = launched({ personEnv, signInFiles, settings }).config.customApiKeyResponses;
    expect(meant.approved).toEqual(['abcdefghijklmnopqrst']);
  });

  it('may read and edit in its folder and its workspace, and use the tools of orch', () => {
    expect(launched({ allowed: ['/data'] }).settings.permissions).toMatchObject({
      allow: [
        'Read(//p/agent_workspaces/t1/tree/**)',
        'Edit(//p/agent_workspaces/t1/tree/**)',
        'Read(//p/agent_workspaces/t1/**)',
        'Edit(//p/agent_workspaces/t1/**)',
        'Read(//data/**)',
        'Edit(//data/**)',
        'mcp__orch',
      ],
      additionalDirectories: ['/p/agent_workspaces/t1', '/data'],
    });
  });

  it('lets a reviewer write in its workspace only, and ask for nothing', () => {
    const { plan, settings } = launched({ readOnly: true });
    expect(plan.argv.join(' ')).toContain('--permission-mode dontAsk');
    expect(settings.permissions.allow).not.toContain('Edit(//p/agent_workspaces/t1/tree/**)');
    expect(settings.permissions.allow).toContain('Edit(//p/agent_workspaces/t1/**)');
  });

  it('has a sandbox of its own where orch has none', () => {
    expect(launched({ sandboxed: true }).settings.sandbox.enabled).toBe(false);
    expect(launched({ sandboxed: false }).settings.sandbox.enabled).toBe(true);
  });

  it('calls its host from every hook, and gives a person time to answer', () => {
    const { settings, mcp } = launched();
    const commands = Object.values(settings.hooks).flatMap((hooks) =>
      hooks.flatMap((hook) => hook.hooks.map(({ command }) => command)),
    );
    expect(new Set(commands)).toEqual(new Set(["'node' 'call.js' 's.sock' 'hook@t1.1'"]));
    expect(mcp.mcpServers.orch?.timeout).toBeGreaterThan(24 * 60 * 60_000);
  });
});

it('resumes the conversation as the agent itself named it', () => {
  const plan = claude.resume(aContext({ session: 's2' }), {
    session: 's1',
    conversation: 'abc',
    scratch: '/x',
    memory: {},
  });
  expect(plan?.argv.slice(1, 3)).toEqual(['--resume', 'abc']);
});
