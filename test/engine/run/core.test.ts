import { afterEach, beforeEach, expect, it } from 'vitest';
import { fail } from '../../../src/domain/errors.ts';
import { Room, until } from '../../fixtures/room.ts';

let room: Room;
beforeEach(() => {
  room = new Room();
});
afterEach(() => room.clear());

it('says once that the disk is full, and can be closed without waiting for room', async () => {
  const { journal } = room;
  let full = false;
  let tries = 0;
  const append: typeof journal.append = (entries) => {
    if (!full) return journal.append(entries);
    tries += 1;
    return fail('disk.full', 'There is no room left.');
  };
  await room.open({ journal: { ...journal, append } });
  full = true;
  const closing = room.close();
  await until(() => tries > 1);
  await closing;
  expect(room.said).toEqual(['There is no room left.']);
});
