import { expect, test } from 'vitest';
import { demo } from '../../e2e/project.ts';
import { type Asked, lastResults } from '../../fake-model/asked.ts';
import { openCodeProject } from './stage.ts';

test('as a reviewer OpenCode reads and gives its verdict, and cannot write what it reviews', async () => {
  const { model, project } = await openCodeProject({});
  const seen: string[] = [];
  const took = (asked: Asked): void => {
    seen.push(lastResults(asked).join('\n'));
  };
  const verdict = { verdict: 'accept', text: 'It says what it should.', findings: [] };
  model.script('JUDGE', [
    { calls: [{ run: 'git log --oneline' }, { read: 'a.md' }] },
    (asked) => {
      took(asked);
      return { calls: [{ run: 'touch mine.txt' }] };
    },
    (asked) => {
      took(asked);
      return { calls: [{ mcp: 'give_verdict', server: 'orch', input: verdict }] };
    },
    { says: 'I have judged.' },
  ]);
  const review = { by: ['opencode'], at: ['end'] };
  const more = { description: 'Say hello. [[JUDGE]]', review };
  project.day([demo('work', [{ do: 'write', file: 'a.md', text: 'hello' }], more)]);
  const day = project.start('--wait', '1m');
  expect(await day.exit()).toBe(0);
  expect(day.all('session.verdict')).toMatchObject([{ verdict: 'accept' }]);
  expect(day.all('ask.opened')).toEqual([]);
  expect(project.has('agent_workspaces/work/tree/mine.txt')).toBe(false);
  expect(seen[0]).toContain('The first of many');
  expect(seen[0]).toContain('hello');
  expect(seen[1]).toMatch(/prevents you|denied|not allowed|permission/i);
});
