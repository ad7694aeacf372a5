import { describe, expect, test } from 'vitest';
import { expectCounted, treeFile } from '../stage.ts';
import { geminiProject, task } from './stage.ts';

const writes = (file: string, text: string) => ({
  name: 'write_file',
  input: { file_path: file, content: text },
});

describe('a task for Gemini CLI', () => {
  test('is done, accepted and paid for to the token', async () => {
    const { model, project } = await geminiProject({
      WORK: [
        {
          thinks: 'A file, then.',
          says: 'I write it.',
          calls: [writes('hello.txt', 'hello\n')],
          usage: { input: 1200, output: 40, cache_read: 9000, thoughts: 25 },
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
    expect(day.all('session.usage').every(({ usd }) => usd !== null)).toBe(true);
    expectCounted(day, model);
    expect(model.ledger.entries.filter(({ asked }) => asked.background)).toEqual([]);
  });

  test('may look around without asking anybody', async () => {
    const { model, project } = await geminiProject({
      LOOK: [{ calls: [{ run: 'ls && git status --short | head -5' }] }, { says: 'Nothing there.' }],
    });
    project.day([task('LOOK')]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(day.all('ask.opened')).toEqual([]);
    const heard = await model.answered(({ turn }) => turn === 1);
    expect(JSON.stringify(heard.asked.messages)).toContain('README.md');
  });

  test('may delegate: what its subagent costs is counted once, and ends no turn', async () => {
    const { model, project } = await geminiProject({
      BOSS: [{ calls: [{ delegate: 'Count them. [[HAND]]' }] }, { says: 'Counted.' }],
      HAND: [
        { calls: [{ run: 'ls', why: 'Look' }], usage: { input: 300, output: 30, cache_read: 70 } },
        {
          calls: [{ name: 'complete_task', input: { result: { response: 'There is one.' } } }],
          usage: { input: 400, output: 8 },
        },
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
    const { model, project } = await geminiProject({
      EARLY: [
        { says: 'Done, I think.' },
        { says: 'Oh.', calls: [writes('late.txt', 'late\n')] },
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
    const { model, project } = await geminiProject(
      { EASY: [{ says: 'Easy.' }] },
      { settings: { models: { low: { gemini: 'gemini-2.5-flash' } } } },
    );
    project.day([task('EASY', { estimated_complexity: 'low' })]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(model.ledger.billed().map(({ model: name }) => name)).toEqual(['gemini-2.5-flash']);
    expect(day.all('session.usage')[0]?.model).toBe('gemini-2.5-flash');
  });
});
