import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainTask } from '../../../src/taskfile/task.ts';
import { configOf, type Rules, type Word } from './context.ts';

/** As OpenCode matches its patterns. */
const matches = (text: string, pattern: string): boolean => {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const regex = escaped.endsWith(' .*') ? `${escaped.slice(0, -3)}( .*)?` : escaped;
  return new RegExp(`^${regex}$`, 's').test(text);
};

/** As OpenCode judges: the last rule that fits. */
const judged = (rules: Rules | undefined, tool: string, subject: string): Word =>
  Object.entries(rules ?? {})
    .flatMap(([name, rule]) =>
      (typeof rule === 'string' ? [['*', rule] as const] : Object.entries(rule)).map(
        ([pattern, word]) => [name, pattern, word] as const,
      ),
    )
    .findLast(([name, pattern]) => matches(tool, name) && matches(subject, pattern))?.[2] ?? 'ask';

describe('what it may', () => {
  const orch = configOf().agent.orch?.permission;

  it.each([
    ['read', 'src/a.ts', 'allow'],
    ['read', '.env', 'ask'],
    ['edit', 'src/a.ts', 'allow'],
    ['edit', '../summary.md', 'allow'],
    ['edit', '.git', 'ask'],
    ['edit', '.git/config', 'ask'],
    ['external_directory', '/p/agent_workspaces/t1/*', 'allow'],
    ['external_directory', '/etc/*', 'ask'],
    ['orch_ask_human', '*', 'allow'],
    ['other_tool', '*', 'ask'],
    ['webfetch', 'https://example.org', 'ask'],
    ['task', 'general', 'allow'],
    ['task', 'my-own', 'ask'],
    ['question', '*', 'allow'],
  ])('%s of %s: %s', (tool, subject, word) => {
    expect(judged(orch, tool, subject)).toBe(word);
  });

  it.each(['ls', 'ls -la src', 'cat README.md', 'git status', 'git log --oneline -5', 'grep -rn foo src'])(
    '`%s` only reads',
    (command) => {
      expect(judged(orch, 'bash', command)).toBe('allow');
    },
  );

  it.each([
    'npm install x',
    'git commit -m x',
    'git -C . status; git add -A',
    'cat a > b',
    'cat "/etc/passwd"',
    'grep -r key ~/.ssh',
    'head ../../x',
    'find . -delete',
    'find . -exec rm {} +',
    'git log --output=x',
    'git branch new',
    'echo $SECRET',
    'rg --pre ./x y',
    'lsof',
  ])('`%s` is asked for', (command) => {
    expect(judged(orch, 'bash', command)).toBe('ask');
  });

  it('runs what the task is judged by, as it stands', () => {
    const task = {
      ...plainTask,
      acceptance: [
        { kind: 'run' as const, command: 'npm test' },
        { kind: 'run' as const, command: 'rm -rf *' },
        { kind: 'run' as const, command: 'true && git push' },
      ],
    };
    const rules = configOf({ task }).agent.orch?.permission;
    expect(judged(rules, 'bash', 'npm test')).toBe('allow');
    expect(judged(rules, 'bash', 'npm test && git push')).toBe('ask');
    expect(judged(rules, 'bash', 'rm -rf /')).toBe('ask');
    expect(judged(rules, 'bash', 'git push')).toBe('ask');
  });

  it('works in folders that were allowed besides', () => {
    const rules = configOf({ allowed: ['/data'] }).agent.orch?.permission;
    expect(judged(rules, 'external_directory', '/data/*')).toBe('allow');
  });

  it('is no more for a helper than for the agent itself', () => {
    const { general, explore } = configOf().agent;
    expect(judged(general?.permission, 'bash', 'curl example.org')).toBe('ask');
    expect(judged(general?.permission, 'task', 'general')).toBe('deny');
    expect(judged(explore?.permission, 'bash', 'npm test')).toBe('deny');
    expect(judged(explore?.permission, 'edit', 'a')).toBe('deny');
    expect(judged(explore?.permission, 'read', 'a')).toBe('allow');
  });

  it('holds over rules of the person’s own that OpenCode lays it over', () => {
    const theirs: Rules = { bash: { '*': 'allow', 'git *': 'allow' }, edit: 'allow', '*': 'allow' };
    const ours = configOf().agent.general?.permission ?? {};
    const bash = { ...(theirs.bash as object), ...(ours.bash as object) } as Record<string, Word>;
    const merged: Rules = { ...theirs, ...ours, bash };
    expect(judged(merged, 'bash', 'git commit -m x')).toBe('ask');
    expect(judged(merged, 'bash', 'curl example.org')).toBe('ask');
    expect(judged(merged, 'whatever', '*')).toBe('ask');
  });
});

describe('a reviewer', () => {
  const rules = configOf({ readOnly: true, allowed: ['/data'] }).agent.orch?.permission;

  it.each([
    ['read', 'src/a.ts', 'allow'],
    ['bash', 'git diff', 'allow'],
    ['bash', 'npm test', 'deny'],
    ['edit', 'src/a.ts', 'deny'],
    ['edit', '../review.md', 'allow'],
    ['edit', 'agent_workspaces/t1/review.md', 'allow'],
    ['external_directory', '/p/agent_workspaces/t1/*', 'allow'],
    ['external_directory', '/data/*', 'deny'],
    ['orch_give_verdict', '*', 'allow'],
    ['webfetch', 'x', 'deny'],
    ['question', '*', 'deny'],
  ])('%s of %s: %s', (tool, subject, word) => {
    expect(judged(rules, tool, subject)).toBe(word);
  });

  it('writes nothing whatever it runs', () => {
    fc.assert(
      fc.property(fc.string(), (command) => {
        expect(judged(rules, 'bash', command)).not.toBe('ask');
      }),
    );
  });
});
