import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Launches } from '../../../src/engine/run/launches.ts';
import { sessionSocket } from '../../../src/wire/address.ts';
import { added, aTask, begun, opened } from '../../fixtures/a-day.ts';
import { Room } from '../../fixtures/room.ts';

let room: Room;
beforeEach(() => {
  room = new Room();
});
afterEach(() => room.clear());

it('lets wishes wait until what an earlier engine left is dealt with', async () => {
  room.before(opened(), added(aTask('a'), 0), begun('a', 1), {
    type: 'session.started',
    task: 'a',
    session: 'a.1',
    n: 1,
    agent: 'claude',
    host_pid: process.pid,
    pid: process.pid,
    rung: 'walk',
  });
  const path = sessionSocket(room.dir, 'a.1');
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // A host that is stopped takes the call and says nothing.
  const silent = createServer(() => {}).listen(path);
  const opening = room.open();
  const client = await room.clientSoon();
  await client.command({ do: 'task.pause', task: 'nobody' });
  expect(room.all('session.unresponsive').length).toBe(1);
  expect(room.all('engine.reconciled').length).toBe(1);
  await opening;
  silent.close();
});

it('launches a session once, however often that is asked for meanwhile, and again after it failed', async () => {
  const launches = new Launches();
  const gate = Promise.withResolvers<void>();
  let began = 0;
  const launch = (): Promise<void> => {
    began += 1;
    return gate.promise;
  };
  const both = [launches.once('a.1', launch), launches.once('a.1', launch)];
  expect(began).toBe(1);
  gate.reject(new Error('no'));
  await launches.over('a.1');
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = launches.once('a.1', launch);
  expect(began).toBe(2);
  await expect(again).rejects.toThrow('no');
});
