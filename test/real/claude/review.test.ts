import { expect, test } from 'vitest';
import { demo } from '../../e2e/project.ts';
import { claudeProject } from './stage.ts';

test('as a reviewer Claude Code reads and gives its verdict, and cannot write what it reviews', async () => {
  const { model, project } = await claudeProject({});
  const seen: string[] = [];
  model.script('JUDGE', [
    { calls: [{ run: 'ls && git log --oneline', why: 'Look' }] },
    ({ messages }) => {
      seen.push(...(messages.at(-1)?.results ?? []));
      return { calls: [{ run: 'touch mine.txt', why: 'Meddle' }] };
    },
    ({ messages }) => {
      seen.push(...(messages.at(-1)?.results ?? []));
      return {
        calls: [
          {
            mcp: 'give_verdict',
            server: 'orch',
            input: { verdict: 'accept', text: 'It says what it should.', findings: [] },
          },
        ],
      };
    },
    { says: 'I have judged.' },
  ]);
  const review = { by: ['claude'], at: ['end'] };
  project.day([
    demo('work', [{ do: 'write', file: 'a.md', text: 'hello' }], {
      description: 'Say hello. [[JUDGE]]',
      review,
    }),
  ]);
  const day = project.start();
  expect(await day.exit()).toBe(0);
  expect(day.all('session.verdict')).toMatchObject([{ verdict: 'accept' }]);
  expect(day.all('ask.opened')).toEqual([]);
  expect(project.has('agent_workspaces/work/tree/mine.txt')).toBe(false);
  expect(seen.join('\n')).toMatch(/a\.md[\s\S]*(denied|not allowed|permission)/i);
});
