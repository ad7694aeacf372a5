import { describe, expect, test } from 'vitest';
import { manyAgents } from './stage.ts';

const task = (agent: string) => ({
  id: agent,
  name: `Work for ${agent}`,
  description: `Do it. [[${agent.toUpperCase()}]]`,
  agent,
  retries: 0,
  acceptance: [{ file: `${agent}.txt` }],
});

describe('a day of three agents', () => {
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
