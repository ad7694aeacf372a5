import { describe, expect, test } from 'vitest';
import { totalTokens } from '../../../src/domain/money.ts';
import type { Call, Turn } from '../../fake-model/script.ts';
import { shell } from '../codex/stage.ts';
import { manyAgents } from './stage.ts';

const script = (call: Call): readonly Turn[] => [
  { calls: [call], usage: { input: 1000, output: 50, cache_read: 300 } },
  { says: 'I wrote it.', usage: { input: 200, output: 20 } },
];

const dialects = { claude: 'anthropic', codex: 'responses', gemini: 'gemini' } as const;

const task = (agent: string) => ({
  id: agent,
  name: `Work for ${agent}`,
  description: `Do it. [[${agent.toUpperCase()}]]`,
  agent,
  retries: 0,
  acceptance: [{ file: `${agent}.txt` }],
});

describe('a day of three agents', () => {
  test('side by side: each does its own task, and every token is counted where it was spent', async () => {
    const { model, project } = await manyAgents({
      CLAUDE: script({ run: 'echo done > claude.txt', why: 'Do it' }),
      CODEX: script(shell('echo done > codex.txt')),
      GEMINI: script({ name: 'write_file', input: { file_path: 'gemini.txt', content: 'done' } }),
    });
    project.day(Object.keys(dialects).map(task), { max_agents: 3 });
    const day = project.start();
    expect(await day.exit()).toBe(0);
    const began = day.all('session.started').map(({ at }) => at);
    const ended = day.all('session.exited').map(({ at }) => at);
    expect(Math.max(...began)).toBeLessThan(Math.min(...ended));
    // Each speaks a dialect of its own, so the ledger knows whom it billed, titles included.
    for (const [agent, dialect] of Object.entries(dialects)) {
      const counted = day
        .all('session.usage')
        .filter((event) => event.task === agent)
        .reduce((sum, { tokens }) => sum + totalTokens(tokens), 0);
      const paid = totalTokens(model.ledger.tokens(({ asked }) => asked.dialect === dialect));
      expect({ agent, counted }).toEqual({ agent, counted: paid });
    }
  });

  test('hands a task on when the first agent is at its limit, with what was done', async () => {
    const { model, project } = await manyAgents(
      {
        WALL: [
          (asked) =>
            asked.dialect === 'anthropic'
              ? { calls: [{ run: 'echo stone > wall.txt', why: 'Begin' }] }
              : { says: 'The wall stands.' },
          { fault: { kind: 'usage_limit', resetsAt: Date.now() + 3_600_000 } },
        ],
      },
      // Plans are for those signed in.
      { person: { ANTHROPIC_API_KEY: '', CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-oat01-of-a-test' } },
    );
    project.day([
      {
        ...task('claude'),
        description: 'Build it. [[WALL]]',
        agent: ['claude', 'codex'],
        acceptance: [{ file: 'wall.txt' }],
      },
    ]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(day.all('attempt.started').map(({ agent, resumes }) => ({ agent, resumes }))).toEqual([
      { agent: 'claude', resumes: null },
      { agent: 'codex', resumes: null },
    ]);
    expect(day.all('session.limited')[0]?.until).toBeGreaterThan(Date.now());
    const heard = model.ledger.billed(({ asked }) => asked.dialect === 'responses')[0]?.asked.messages ?? [];
    expect(heard.map(({ text }) => text).join('\n')).toContain('What happened before');
  });
});
