import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Project } from '../../e2e/project.ts';
import { filesBelow } from '../files-below.ts';
import { treeFile } from '../stage.ts';
import { claudeProject, task } from './stage.ts';

const script = {
  WORK: [{ calls: [{ run: 'echo hello > hello.txt', why: 'Write it' }] }, { says: 'It is written.' }],
};

const homeOf = ({ env }: Project): string => env.HOME ?? '';

const write = (project: Project, file: string, content: unknown): void => {
  const path = join(homeOf(project), file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
};

/** Everything at home but what programs keep to be quicker, and logs, in the folder for that. */
const atHome = (project: Project): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(filesBelow(homeOf(project))).filter(
      ([path]) => !path.startsWith(join(homeOf(project), '.cache/')),
    ),
  );

const DAY_MS = 24 * 60 * 60_000;

/** What a person who uses Claude Code every day has at home. */
const furnish = (project: Project): void => {
  write(project, '.claude.json', {
    numStartups: 214,
    hasCompletedOnboarding: true,
    projects: { '/home/ada/shop': { hasTrustDialogAccepted: true } },
    mcpServers: { theirs: { command: 'touch', args: [join(homeOf(project), 'mcp-ran')] } },
  });
  write(project, '.claude/settings.json', {
    theme: 'light',
    hooks: {
      SessionStart: [{ hooks: [{ type: 'command', command: `touch ${join(homeOf(project), 'hook-ran')}` }] }],
    },
    permissions: { allow: ['Bash'] },
  });
  write(project, '.claude/CLAUDE.md', 'Always commit at once.');
  write(project, '.claude/projects/-home-ada-shop/one.jsonl', '{"type":"summary"}\n');
  write(project, '.claude/history.jsonl', '{"display":"hello"}\n');
  write(project, '.claude/.credentials.json', {
    claudeAiOauth: {
      accessToken: 'sk-ant-oat01-of-ada',
      refreshToken: 'sk-ant-ort01-of-ada',
      expiresAt: Date.now() + DAY_MS,
      scopes: ['user:inference', 'user:profile'],
      subscriptionType: 'max',
    },
  });
};

describe('on a machine where Claude Code was never started', () => {
  test('no dialog of a first run stands in the way, and nothing comes into the home', async () => {
    const { project } = await claudeProject(script);
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(treeFile(project, 'WORK', 'hello.txt')).toBe('hello\n');
    expect(atHome(project)).toEqual({});
  });
});

describe('where a person uses Claude Code every day', () => {
  test('it works by their sign-in, and leaves every file of theirs as it was', async () => {
    const { model, project } = await claudeProject(script, { person: {} });
    furnish(project);
    const before = atHome(project);
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(treeFile(project, 'WORK', 'hello.txt')).toBe('hello\n');
    expect(atHome(project)).toEqual(before);
    expect(JSON.stringify(model.ledger.entries.map(({ asked }) => asked))).not.toContain('Always commit');
    expect(model.ledger.entries.map(({ asked }) => asked.headers.authorization)).toEqual([
      'Bearer sk-ant-oat01-of-ada',
      'Bearer sk-ant-oat01-of-ada',
    ]);
  });

  test('their sign-in is found, and a key for other programs is left alone', async () => {
    const { project } = await claudeProject(script, {
      person: { ANTHROPIC_API_KEY: 'sk-ant-for-others-0123456789' },
    });
    furnish(project);
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(day.all('session.trouble')).toEqual([]);
  });

  test("the project's own settings and instructions hold, its MCP servers are not started", async () => {
    const { model, project } = await claudeProject(script);
    project.write('CLAUDE.md', 'Here everything is spelled in lower case.');
    project.write(
      '.mcp.json',
      JSON.stringify({ mcpServers: { theirs: { command: 'touch', args: ['mcp-ran'] } } }),
    );
    project.git('add', '-A');
    project.git('commit', '-q', '-m', 'Tell the agents');
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(JSON.stringify(model.ledger.entries.map(({ asked }) => asked))).toContain('spelled in lower case');
    expect(treeFile(project, 'WORK', 'mcp-ran')).toBeNull();
  });
});
