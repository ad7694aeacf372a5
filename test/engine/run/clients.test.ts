import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engineSocket } from '../../../src/wire/address.ts';
import type { Channel } from '../../../src/wire/channel.ts';
import { connect } from '../../../src/wire/connect.ts';
import { must } from '../../fixtures/journals.ts';
import { Room, until } from '../../fixtures/room.ts';

let room: Room;
beforeEach(async () => {
  room = new Room();
  await room.open();
});
afterEach(() => room.clear());

/** A peer that may say anything. */
const stranger = async (): Promise<{ channel: Channel; heard: unknown[]; closed: () => boolean }> => {
  const channel = must(await connect(engineSocket(room.dir), 5_000));
  const heard: unknown[] = [];
  let over = false;
  channel.onClose(() => {
    over = true;
  });
  channel.onMessage((message) => heard.push(message));
  return { channel, heard, closed: () => over };
};

const expectAlive = async (): Promise<void> => {
  const client = await room.client();
  expect(await client.query({ what: 'day' })).toMatchObject({ ok: true });
};

describe('an engine that is told what it does not understand', () => {
  it.each([
    { t: 'query', query: { what: 'weather' } },
    { t: 'query', query: null },
    { t: 'query' },
    { t: 'query', query: { what: 'diff', task: 7 } },
    { t: 'command', command: { do: 'frob' } },
    { t: 'command', command: null },
    { t: 'command' },
    { t: 'command', command: { do: 'task.kill' } },
    { t: 'command', command: { do: 'cap.raise', task: null, by_usd: '5' } },
    { t: 'command', command: { do: 'day.start', file: ['a'] } },
  ])('says so, and goes on: %j', async (message) => {
    const { channel, heard } = await stranger();
    channel.send({ id: 7, ...message });
    await until(() => heard.length > 0);
    expect(heard).toMatchObject([{ t: 'reply', id: 7, ok: false, error: { code: 'wire.version' } }]);
    channel.close();
    await expectAlive();
  });

  it.each([42, null, 'hello', {}, { t: 'frob' }, { t: 'command' }, { t: 'subscribe', from: 'here' }])(
    'hangs up on what is no message at all, and goes on: %j',
    async (message) => {
      const { channel, closed } = await stranger();
      channel.send(message);
      await until(closed);
      await expectAlive();
    },
  );
});
