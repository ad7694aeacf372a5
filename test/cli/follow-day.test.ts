import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followDay, type Started } from '../../src/cli/follow-day.ts';
import { StopWish } from '../../src/cli/stop-wish.ts';
import { engineSocket } from '../../src/wire/address.ts';
import { opened } from '../fixtures/a-day.ts';
import { aPerson } from '../fixtures/a-person.ts';
import { demoTask, longWork } from '../fixtures/demo-task.ts';
import { must } from '../fixtures/journals.ts';
import { dist, Room, until } from '../fixtures/room.ts';

let room: Room;
let stop: StopWish;
let quits = 0;
beforeEach(() => {
  room = new Room();
  quits = 0;
  stop = new StopWish(() => {
    quits += 1;
  });
});
afterEach(async () => {
  stop.release();
  await room.clear();
});

const signal = (name: 'SIGINT' | 'SIGTERM'): boolean => process.emit(name, name);

const day = async (demo: readonly object[]): Promise<Started> => {
  room.day([demoTask('a', { demo })]);
  await room.open();
  const client = await room.client();
  return must(await client.command({ do: 'day.start', file: 'tasks/today.yaml', again: true })) as Started;
};

const follow = (started: Started, io = aPerson(room.dir)): Promise<number> =>
  followDay({ ...started, project: room.dir }, { json: true, io, programs: dist, stop });

describe('whoever follows a day', () => {
  it('is not sent away by the end of the one before', async () => {
    room.before(opened(), { type: 'day.ended', exit: 3, why: 'at its cap' });
    const started = await day([{ do: 'say', text: 'done' }]);
    expect(started.day).not.toBe('2026-11-21');
    expect(await follow({ ...started, from: 1 })).toBe(0);
  });
});

describe('an engine that is there but silent', () => {
  it('is not given up: it is said once, and the day followed when it speaks', async () => {
    room.before(opened(), { type: 'day.ended', exit: 3, why: 'at its cap' });
    const socket = engineSocket(room.dir);
    mkdirSync(dirname(socket), { recursive: true });
    const mute = createServer().listen(socket);
    await once(mute, 'listening');
    const person = aPerson(room.dir);
    const followed = follow({ day: '2026-11-21', from: 1 }, person);
    await until(() => person.scolded.length > 0);
    mute.close();
    await room.open();
    expect(await followed).toBe(3);
    expect(person.scolded).toEqual([expect.stringContaining('did not answer')]);
  });
});

describe('a signal', () => {
  it('that came before there was an engine is passed on as soon as there is', async () => {
    signal('SIGTERM');
    await follow(await day(longWork));
    expect(room.all('day.stopping')).toMatchObject([{ how: 'halt', by: 'person' }]);
  });

  it('sent twice halts at once, a third time ends whoever follows', async () => {
    signal('SIGINT');
    signal('SIGINT');
    await follow(await day(longWork));
    expect(room.all('day.stopping')).toMatchObject([{ how: 'now' }]);
    expect(quits).toBe(0);
    signal('SIGINT');
    expect(quits).toBe(1);
  });

  it('that went down with an engine is told to the next one', async () => {
    const started = await day(longWork);
    const first = await room.client();
    first.close();
    stop.connected(first);
    signal('SIGINT');
    await follow(started);
    await until(() => room.all('day.stopping').length === 1);
  });
});
