import { describe, expect, test } from 'vitest';
import type { LaunchContext, PlannedFile } from '../../../src/agents/agent.ts';
import { launch, resume } from '../../../src/agents/gemini/launch.ts';
import { context } from './context.ts';

const fileOf = (end: string, more: Partial<LaunchContext> = {}): PlannedFile | undefined =>
  launch(context(more)).files.find(({ path }) => path.endsWith(end));

const textOf = (end: string, more: Partial<LaunchContext> = {}): string => {
  const file = fileOf(end, more);
  return file !== undefined && 'text' in file ? file.text : '';
};

interface Settings {
  readonly security: { readonly auth: { readonly selectedType: string } };
  readonly mcpServers: { readonly orch: { readonly timeout: number; readonly args: readonly string[] } };
  readonly hooks: Readonly<Record<string, readonly { readonly hooks: readonly object[] }[]>>;
}

const settings = (more: Partial<LaunchContext> = {}): Settings =>
  JSON.parse(textOf('/settings.json', more)) as Settings;

describe('a launch of Gemini CLI', () => {
  test('names its conversation, its model, its rules and where it may work', () => {
    const { argv, env } = launch(context({ allowed: ['/data'] }));
    expect(argv.slice(0, 2)).toEqual(['gemini', '--session-id']);
    expect(argv[2]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(launch(context({ session: 't1.2' })).argv[2]).not.toBe(argv[2]);
    expect(argv.join(' ')).toContain(
      '--include-directories /p/agent_workspaces/t1 --include-directories /data',
    );
    expect(argv.join(' ')).toContain('--model gemini-2.5-pro');
    expect(env.GEMINI_CLI_HOME).toBe('/p/.orch/homes/t1/gemini');
  });

  test('takes a prompt for a prompt, whatever it begins with', () => {
    expect(launch(context()).argv.at(-1)).toBe('--prompt-interactive=--do it');
  });

  test('leaves a prompt too long for an argument to be read', () => {
    const { argv } = launch(context({ prompt: 'x'.repeat(200_000) }));
    expect(argv.at(-1)).toContain('Read /p/agent_workspaces/t1/agent_instructions.md');
  });

  test.each([
    [{ GEMINI_API_KEY: 'k' }, [], 'gemini-api-key'],
    [{ GOOGLE_API_KEY: 'k' }, [], 'vertex-ai'],
    [{ GOOGLE_GENAI_USE_VERTEXAI: 'true', GEMINI_API_KEY: 'k' }, [], 'vertex-ai'],
    [{ GOOGLE_GENAI_USE_GCA: 'true' }, [], 'oauth-personal'],
    [{}, ['/home/ada/.gemini/oauth_creds.json'], 'oauth-personal'],
    [{}, ['/home/ada/.gemini/.env'], 'gemini-api-key'],
  ])('signs in by what the person has: %j %j', (personEnv, signInFiles, type) => {
    expect(settings({ personEnv, signInFiles }).security.auth.selectedType).toBe(type);
  });

  test('links the sign-in, so that a refresh reaches the person, and copies the rest', () => {
    expect(fileOf('/oauth_creds.json')).toMatchObject({ link: '/home/ada/.gemini/oauth_creds.json' });
    expect(fileOf('/.env')).toMatchObject({ copy: '/home/ada/.gemini/.env' });
  });

  test('lets a question to a person wait for two weeks', () => {
    expect(settings().mcpServers.orch.timeout).toBe(14 * 24 * 3_600_000);
    expect(settings().hooks.BeforeTool?.[0]?.hooks[0]).toMatchObject({ timeout: 14 * 24 * 3_600_000 });
  });

  test('has rules that let pass only what its hook let pass', () => {
    const policy = textOf('gemini-policy.toml');
    const pattern = JSON.parse(/argsPattern = (".*dir_path.*")/.exec(policy)?.[1] ?? '""') as string;
    const passes = new RegExp(pattern);
    expect(passes.test('"dir_path":"./orch-hu+sh/.."')).toBe(true);
    expect(passes.test('"dir_path":"./orch-hush/.."')).toBe(false);
    expect(passes.test('"dir_path":"."')).toBe(false);
  });

  test('has no rule Gemini CLI would leave out for its pattern', () => {
    const policy = textOf('gemini-policy.toml') + textOf('gemini-policy.toml', { readOnly: true });
    const patterns = [...policy.matchAll(/argsPattern = (".*")/g)].map(
      (match) => JSON.parse(match[1] ?? '') as string,
    );
    expect(patterns.length).toBeGreaterThan(5);
    // Its own guard against patterns that take for ever.
    expect(patterns.filter((pattern) => /\([^)]*[*+?{].*\)[*+?{]/.test(pattern))).toEqual([]);
  });

  test.each([
    ['"file_path":".git/config"', true],
    ['"file_path":"/p/tree/.git"', true],
    ['"file_path":"src/.gitignore"', false],
    ['"file_path":"src/a.ts"', false],
  ])('keeps its edits out of the repository: %s', (args, kept) => {
    const pattern = /argsPattern = (".*orch\).*")/.exec(textOf('gemini-policy.toml'))?.[1] ?? '""';
    expect(new RegExp(JSON.parse(pattern) as string).test(args)).toBe(kept);
  });

  test('asks a reviewer nothing: it writes its papers, and no more', () => {
    const policy = textOf('gemini-policy.toml', { readOnly: true });
    const pattern = JSON.parse(/argsPattern = (".*agent_workspaces.*")/.exec(policy)?.[1] ?? '""') as string;
    expect(new RegExp(pattern).test('"file_path":"/p/agent_workspaces/t1/summary.md"')).toBe(true);
    expect(new RegExp(pattern).test('"file_path":"/p/agent_workspaces/t1/tree/a.ts"')).toBe(false);
    expect(textOf('gemini-hook.sh', { readOnly: true })).toContain('call reviewer');
  });

  test('stands a quote in a path', () => {
    const scratch = "/p/it's/scratch";
    const command = JSON.stringify(settings({ scratch }).hooks.BeforeAgent);
    expect(command).toContain(String.raw`sh '/p/it'\\''s/scratch/gemini-hook.sh'`);
  });
});

describe('a resumed Gemini CLI', () => {
  const earlier = { session: 't1.1', conversation: 'c1', scratch: '/s' };

  test('goes on with the conversation something was said in', () => {
    const plan = resume(context(), { ...earlier, memory: { spoken: true } });
    expect(plan?.argv.slice(0, 3)).toEqual(['gemini', '--resume', 'c1']);
  });

  test('knows one it named and told of, though its memory was lost', () => {
    const [, , conversation = ''] = launch(context()).argv;
    expect(resume(context(), { ...earlier, conversation, memory: {} })?.argv[2]).toBe(conversation);
  });

  test('begins anew where nothing was', () => {
    expect(resume(context(), { ...earlier, memory: {} })).toBeNull();
  });
});
