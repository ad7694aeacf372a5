import { describe, expect, test } from 'vitest';
import { demo } from '../project.ts';
import { newProject } from '../story.ts';
import { consoleOn } from './story.ts';

const paint = demo('paint', [
  { do: 'ask', question: 'Which colour?', options: ['Red', 'Blue'], recommended: 'Red' },
  { do: 'say', text: 'the paint is dry' },
]);

describe('a person with a screen reader', () => {
  test('hears the day in lines, answers by the same keys, and keeps the terminal as it was', async () => {
    const project = newProject({ env: { INK_SCREEN_READER: 'true' } });
    project.day([paint], { max_cost_usd: 5 });
    const app = consoleOn(project, { size: '100x50' });
    await app.shows('Task paint, question: Which colour?', 'Option 1: Red, recommended', 'Option 2: Blue');
    expect(app.screen.match(/Option 1: Red/g)).toHaveLength(1);
    app.press('L');
    await app.shows('The last lines of its screen:', '[A–B] here, or in the inbox');
    expect(app.terminal.emulator.buffer.active.type).toBe('normal');
    app.press('tab', '/');
    await app.shows('Question: Search the screen');
    app.types('inbox');
    app.press('enter');
    await app.shows('1 of 1: ', '1 of its lines say so');
    app.press('y');
    await app.shows('characters are on the clipboard');
    app.press('i');
    await app.shows('Keys: a digit chooses');
    app.press('2');
    await app.shows('The answer for paint is delivered.', 'is done.', 'The day is over.');
    app.press('q');
    expect(await app.left()).toBe(0);
  });
});
