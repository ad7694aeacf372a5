import { describe, expect, test } from 'vitest';
import { expectCounted, treeFile } from '../stage.ts';
import { claudeProject, expectSameSum, task } from './stage.ts';

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

  test('may delegate: what its subagent costs is counted once, and ends no turn', async () => {
    const { model, project } = await claudeProject({
      BOSS: [{ calls: [{ delegate: 'Count them. [[HAND]]' }] }, { says: 'Counted.' }],
      HAND: [
        { calls: [{ run: 'ls', why: 'Look' }], usage: { input: 300, output: 30, cache_read: 70 } },
        { says: 'There is one.', usage: { input: 400, output: 8 } },
      ],
    });
    project.day([task('BOSS')]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(model.ledger.billed(({ script }) => script === 'HAND')).toHaveLength(2);
    expectCounted(day, model);
    expect(day.all('session.turn_ended').map(({ text }) => text)).toEqual(['Counted.']);
  });

  test('that stops early is told what is missing, and goes on', async () => {
    const { model, project } = await claudeProject({
      EARLY: [
        { says: 'Done, I think.' },
        { says: 'Oh.', calls: [{ run: 'echo late > late.txt', why: 'Write it' }] },
        { says: 'Now it is there.' },
      ],
    });
    project.day([task('EARLY', { acceptance: [{ file: 'late.txt' }] })]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(day.all('session.nudged')).toHaveLength(1);
    expect(day.all('session.told')[0]).toMatchObject({ via: 'keys' });
    expect(treeFile(project, 'EARLY', 'late.txt')).toBe('late\n');
    expectCounted(day, model);
  });

  test('is done by the model of its complexity', async () => {
    const { model, project } = await claudeProject(
      { EASY: [{ says: 'Easy.' }] },
      { settings: { models: { low: { claude: 'claude-haiku-4-5' } } } },
    );
    project.day([task('EASY', { estimated_complexity: 'low' })]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(model.ledger.billed().map(({ model: name }) => name)).toEqual(['claude-haiku-4-5']);
    expect(day.all('session.usage')[0]?.model).toBe('claude-haiku-4-5');
  });
});
