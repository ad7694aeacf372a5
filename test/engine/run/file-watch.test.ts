import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { added, aTask, begun, opened } from '../../fixtures/a-day.ts';
import { demoTask } from '../../fixtures/demo-task.ts';
import { Room, until } from '../../fixtures/room.ts';

let room: Room;
beforeEach(() => {
  room = new Room();
  vi.stubEnv('XDG_CONFIG_HOME', room.path('config'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await room.clear();
});

it('takes up what was written while no engine ran', async () => {
  room.before(opened(), added(aTask('a', { agents: ['demo'], isolation: 'shared' }), 0), begun('a', 1));
  room.day([demoTask('a'), demoTask('b')]);
  room.write('orch.yaml', 'stuck_after: 7m\n');
  await room.open();
  expect((await room.event('task.added', ({ task }) => task === 'b')).spec.name).toBe('b');
  await room.event('day.settings', ({ settings }) => settings.stuck_after_ms === 420_000);
  await room.event('day.ended');
});

it("follows the person's own settings while the day runs", async () => {
  room.write('config/orch/config.yaml', 'stuck_after: 7m\n');
  room.day([demoTask('a', { demo: [{ do: 'ask', question: 'Which?', options: ['Red', 'Blue'] }] })]);
  await room.open();
  await room.start();
  await room.event('ask.opened');
  const changed = until(() =>
    room.all('day.settings').find(({ settings }) => settings.stuck_after_ms === 480_000),
  );
  room.write('config/orch/config.yaml', 'stuck_after: 8m\n');
  await changed;
});
