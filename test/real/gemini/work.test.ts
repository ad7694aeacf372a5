import { describe, expect, test } from 'vitest';
import { delegates, doneByModel, stopsEarly } from '../common/work.ts';
import { expectCounted, treeFile } from '../stage.ts';
import { actor, geminiProject, task } from './stage.ts';

describe('a task for Gemini CLI', () => {
  test('is done, accepted and paid for to the token', async () => {
    const { model, project } = await geminiProject({
      WORK: [
        {
          thinks: 'A file, then.',
          says: 'I write it.',
          calls: [actor.writes('hello')],
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

  delegates(actor, {
    calls: [{ name: 'complete_task', input: { result: { response: 'There is one.' } } }],
  });
  stopsEarly(actor);
  doneByModel(actor, 'gemini-2.5-flash');
});
