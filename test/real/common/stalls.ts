import { expect, test } from 'vitest';
import type { Actor } from './actor.ts';

export const stalls = ({ stage, task }: Actor): void =>
  test('stalls, a person is told that nothing happens', async () => {
    const { project } = await stage(
      {
        WORK: [
          { says: 'What would have been said at length, were it not for this.', fault: { kind: 'stalls' } },
        ],
      },
      { settings: { stuck_after: '3s' } },
    );
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.event('ask.opened')).toMatchObject({ body: { kind: 'stuck' } });
    expect(day.all('session.turn_ended')).toEqual([]);
    await project.does('stop', '--now');
    await day.exit();
  });
