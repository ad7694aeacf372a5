import { expect, test } from 'vitest';
import { Pane } from '../pane.ts';
import { treeFile } from '../stage.ts';
import type { Actor } from './actor.ts';

interface Permitting {
  /** A command it may not run of itself; it says why. */
  readonly command: { readonly run: string; readonly why: string };
  /** The file the command makes, and what stands in it. */
  readonly makes: string;
  readonly text: string;
  /** What stands in its pane while it waits. */
  readonly waiting: string;
}

/** A permission that is asked for by a hook, which waits for the answer. */
export const permissionsOf = (
  { stage, task }: Actor,
  { command, makes, text, waiting }: Permitting,
): void => {
  const asked = async () => {
    const { model, project } = await stage({
      ASKS: [{ says: 'I need a word.', calls: [command] }, { says: 'So be it.' }],
    });
    project.day([task('ASKS')]);
    const day = project.start();
    return { model, project, day, opened: await day.event('ask.opened') };
  };

  test('waits in the inbox with its command, and runs once it is approved', async () => {
    const { project, day, opened } = await asked();
    const { ask, body } = opened;
    expect(body).toMatchObject({ kind: 'permission', text: 'Run a command', subject: command.run });
    expect(body.context).toContain(command.why);
    await day.event('session.state', ({ state }) => state === 'blocked');
    await project.does('approve', ask);
    expect(await day.exit()).toBe(0);
    expect(treeFile(project, 'ASKS', makes)).toBe(text);
    expect(day.all('ask.sent')[0]).toMatchObject({ via: 'call' });
    expect(day.all('ask.delivered').map((event) => event.ask)).toEqual([ask]);
  });

  test('is denied with a reason, which it hears, and its turn goes on', async () => {
    const { model, project, day, opened } = await asked();
    await project.does('deny', opened.ask, '--reason', 'use python instead');
    expect(await day.exit()).toBe(0);
    expect(treeFile(project, 'ASKS', makes)).toBeNull();
    const heard = await model.answered(({ turn }) => turn === 1);
    expect(JSON.stringify(heard.asked.messages)).toContain('use python instead');
    expect(day.all('ask.delivered')).toHaveLength(1);
  });

  test('taken back with Esc is gone, and ends no turn', async () => {
    const { project, day, opened } = await asked();
    const pane = await Pane.of(project, opened.session ?? '');
    await pane.shows(waiting);
    pane.type('\x1b');
    await day.event('ask.closed');
    await day.event('session.state', ({ state }) => state === 'idle');
    expect(day.all('session.turn_ended')).toEqual([]);
    pane.close();
    await project.does('stop', '--now');
    await day.exit();
  });
};
