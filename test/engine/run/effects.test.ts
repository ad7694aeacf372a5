import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { added, aTask, begun, exited, opened } from '../../fixtures/a-day.ts';
import { demoTask } from '../../fixtures/demo-task.ts';
import { Room } from '../../fixtures/room.ts';

let room: Room;
beforeEach(() => {
  room = new Room();
});
afterEach(() => room.clear());

describe('an effect that cannot be carried out', () => {
  it('fails the attempt it was to start: a file lies where its workspace goes', async () => {
    room.day([demoTask('a')]);
    room.write('agent_workspaces/a', 'in the way');
    await room.open();
    await room.start();
    expect(await room.event('attempt.not_started')).toMatchObject({ task: 'a', code: 'agent.launch' });
    expect(await room.event('day.ended')).toMatchObject({ exit: 1 });
  });

  it('fails the check it was to make: the recording is not there', async () => {
    room.before(
      opened(),
      added(aTask('a', { acceptance: [{ kind: 'output', regex: 'x' }] }), 0),
      begun('a', 1),
      {
        type: 'attempt.prepared',
        task: 'a',
        session: 'a.1',
        cwd: room.dir,
        isolation: 'shared',
        base: null,
        before: {},
      },
      exited('a', 1, 0),
    );
    await room.open();
    const { checks } = await room.event('attempt.checked');
    expect(checks).toEqual([
      { what: expect.any(String), ok: false, detail: expect.stringContaining('session.cast') },
    ]);
    expect(await room.event('task.ended')).toMatchObject({ state: 'needs_review' });
  });

  it('fails the check of work nobody knows the place of', async () => {
    room.before(opened(), added(aTask('a'), 0), begun('a', 1), exited('a', 1, 0));
    await room.open();
    expect((await room.event('attempt.checked')).checks).toMatchObject([{ ok: false }]);
    expect(await room.event('day.ended')).toMatchObject({ exit: 1 });
  });
});
