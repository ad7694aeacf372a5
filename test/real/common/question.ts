import { describe, expect, test } from 'vitest';
import { lastResults } from '../../fake-model/asked.ts';
import { Pane } from '../pane.ts';
import type { Actor } from './actor.ts';

const script = {
  QUESTION: [{ calls: [{ ask: 'Which colour?', options: ['Red', 'Blue'] }] }, { says: 'Thank you.' }],
};

/** A question in a dialog where a digit chooses; `chosen` is what the agent tells its model then. */
export const questionsOf = ({ name, stage, task }: Actor, chosen: RegExp): void => {
  const asked = async () => {
    const { model, project } = await stage(script);
    project.day([task('QUESTION')]);
    const day = project.start();
    const heard = async (): Promise<string> =>
      lastResults((await model.answered(({ turn }) => turn === 1)).asked).join('\n');
    return { project, day, opened: await day.event('ask.opened'), heard };
  };

  describe(`a question ${name} asks`, () => {
    test('is answered from the inbox by an option', async () => {
      const { project, day, opened, heard } = await asked();
      expect(opened.body).toMatchObject({
        kind: 'question',
        text: 'Which colour?',
        options: ['Red', 'Blue'],
      });
      await project.does('answer', opened.ask, '--option', '2');
      expect(await day.exit()).toBe(0);
      expect(await heard()).toMatch(chosen);
      expect(day.all('ask.delivered')).toHaveLength(1);
    });

    test('is answered in own words', async () => {
      const { project, day, opened, heard } = await asked();
      await project.does('answer', opened.ask, '3 shades of a very dark green');
      expect(await day.exit()).toBe(0);
      expect(await heard()).toContain('3 shades of a very dark green');
    });

    test('is answered by hand in its pane', async () => {
      const { project, day, opened, heard } = await asked();
      const pane = await Pane.of(project, opened.session ?? '');
      await pane.shows('Enter to select');
      pane.type('2');
      await day.event('ask.closed');
      pane.close();
      expect(await day.exit()).toBe(0);
      expect(await heard()).toMatch(chosen);
    });
  });
};
