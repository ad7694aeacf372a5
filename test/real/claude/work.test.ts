import { describe, expect, test } from 'vitest';
import { delegates, doneByModel, stopsEarly } from '../common/work.ts';
import { expectCounted, treeFile } from '../stage.ts';
import { actor, claudeProject, expectSameSum, task } from './stage.ts';

describe('a task for Claude Code', () => {
  test('is done, accepted and paid for to the token and the cent', async () => {
    const { model, project } = await claudeProject({
      WORK: [
        {
          thinks: 'A file, then.',
          says: 'I write it.',
          calls: [{ run: 'echo hello > hello.txt', why: 'Write it' }],
          usage: {
            input: 1200,
            output: 40,
            cache_read: 9000,
            cache_write: 300,
            cache_write_1h: 200,
            thoughts: 25,
          },
        },
        { says: 'It is written.', usage: { input: 50, output: 12, cache_read: 10_500 } },
      ],
    });
    project.day([task('WORK', { acceptance: [{ file: 'hello.txt' }] })]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(treeFile(project, 'WORK', 'hello.txt')).toBe('hello\n');
    expect(day.all('session.turn_ended').map(({ text }) => text)).toEqual(['It is written.']);
    expect(day.all('attempt.ended')[0]?.outcome).toBe('passed');
    expectCounted(day, model);
    expectSameSum(day);
    expect(model.ledger.entries.filter(({ asked }) => asked.background)).toEqual([]);
  });

  delegates(actor, { says: 'There is one.' });
  stopsEarly(actor);
  doneByModel(actor, 'claude-haiku-4-5');
});
