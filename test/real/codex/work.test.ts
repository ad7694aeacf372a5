import { describe, expect, test } from 'vitest';
import { addTokens, noTokens } from '../../../src/domain/money.ts';
import type { RunningDay } from '../../e2e/running-day.ts';
import { stopsEarly } from '../common/work.ts';
import { treeFile } from '../stage.ts';
import { actor, codexProject, MODEL, shell, task } from './stage.ts';

const prices = { [MODEL]: { input: 2, output: 10, cache_read: 0.2, cache_write: 2.5 } };

const counted = (day: RunningDay) =>
  day
    .all('session.usage')
    .map(({ tokens }) => tokens)
    .reduce(addTokens, noTokens);

const spent = (day: RunningDay): number =>
  day.all('session.usage').reduce((sum, { usd }) => sum + (usd ?? Number.NaN), 0);

describe('a task of Codex', () => {
  test('is written, accepted, done, and counted to the token: cached ones, thoughts, its title', async () => {
    const { model, project } = await codexProject(
      {
        PLAIN: [
          {
            thinks: 'A file, then.',
            says: 'I write it.',
            calls: [shell('echo hello > hello.txt')],
            usage: { input: 1200, output: 40, cache_read: 9000, thoughts: 7 },
          },
          { says: 'Written.', usage: { input: 100, output: 9, cache_read: 10_000, thoughts: 1 } },
        ],
      },
      { settings: { prices } },
    );
    project.day([task('PLAIN', { deliverables: ['hello.txt'] })]);
    const day = project.start('--wait', '30s');
    expect(await day.exit()).toBe(0);
    expect(treeFile(project, 'PLAIN', 'hello.txt')).toBe('hello\n');
    expect(day.all('session.turn_ended').map(({ source, text }) => ({ source, text }))).toEqual([
      { source: 'hook', text: 'Written.' },
    ]);
    expect(day.all('task.ended')).toMatchObject([{ task: 'plain', state: 'done' }]);
    expect(model.ledger.billed(({ asked }) => asked.background).length).toBe(1);
    expect(counted(day)).toEqual(model.ledger.tokens());
    expect(spent(day)).toBeCloseTo(model.ledger.usd(prices), 9);
  });

  stopsEarly(actor);

  test('and of its subagent are counted together, once', async () => {
    const { model, project } = await codexProject({
      LEAD: [
        {
          calls: [
            {
              name: 'spawn_agent',
              namespace: 'collaboration',
              input: { message: 'Write it. [[HELPER]]', task_name: 'helper', fork_turns: 'none' },
            },
          ],
          usage: { input: 50, output: 5 },
        },
        {
          calls: [{ name: 'wait_agent', namespace: 'collaboration', input: { timeout_ms: 20_000 } }],
          usage: { input: 60, output: 6 },
        },
        { says: 'Both are done.', usage: { input: 70, output: 7 } },
      ],
      HELPER: [
        { calls: [shell('echo helped > helped.txt')], usage: { input: 11, output: 1, cache_read: 300 } },
        { says: 'Helped.', usage: { input: 13, output: 2 } },
      ],
    });
    project.day([task('LEAD', { deliverables: ['helped.txt'] })]);
    const day = project.start('--wait', '30s');
    expect(await day.exit()).toBe(0);
    expect(model.ledger.billed(({ script }) => script === 'HELPER').length).toBeGreaterThan(0);
    expect(counted(day)).toEqual(model.ledger.tokens());
    expect(day.all('session.turn_ended').map(({ text }) => text)).toEqual(['Both are done.']);
  });
});
