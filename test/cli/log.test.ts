import { afterEach, beforeEach, expect, it } from 'vitest';
import { runLog } from '../../src/cli/log.ts';
import { opened } from '../fixtures/a-day.ts';
import { aPerson } from '../fixtures/a-person.ts';
import { demoTask } from '../fixtures/demo-task.ts';
import { Room } from '../fixtures/room.ts';

let room: Room;
beforeEach(() => {
  room = new Room();
});
afterEach(() => room.clear());

it('follows one day only, where a day was asked for', async () => {
  room.before(opened(), { type: 'day.ended', exit: 0, why: 'all done' });
  room.day([demoTask('a')]);
  await room.open();
  const person = aPerson(room.dir);
  const following = runLog({ json: true, follow: true, day: '2026-11-21', task: null, type: null }, person);
  const client = await room.client();
  await client.command({ do: 'day.start', file: 'tasks/today.yaml', again: true });
  await room.event('day.ended', ({ day }) => day !== '2026-11-21');
  await room.close();
  await following;
  const days = new Set(person.heard.map((line) => (JSON.parse(line) as { day: string }).day));
  expect([...days]).toEqual(['2026-11-21']);
});
