import { afterEach, beforeEach, expect, it } from 'vitest';
import { findOrphans } from '../../../src/host/tree.ts';
import { added, aTask, begun, exited, opened } from '../../fixtures/a-day.ts';
import { Room, until } from '../../fixtures/room.ts';

let room: Room;
beforeEach(() => {
  room = new Room();
});
afterEach(() => room.clear());

const ours = () => findOrphans().filter(({ project }) => project === room.dir);

it('marks the commands of a check, so that an engine that comes after a dead one ends them first', async () => {
  const spec = aTask('a', { acceptance: [{ kind: 'run', command: 'echo run >> runs; exec sleep 600' }] });
  room.before(
    opened(),
    added(spec, 0),
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
  const [first] = await until(() => (ours().length > 0 ? ours() : null));
  expect(first?.session).toBe('a.1.check');
  // To the journal this is a death: what the engine was checking is checked again.
  await room.close();
  await room.open();
  expect(
    await room.event('engine.reconciled', ({ found }) => found.some(({ kind }) => kind === 'orphan')),
  ).toMatchObject({ found: [{ kind: 'orphan', what: 'a.1.check' }] });
  const again = await until(() => ours().find(({ pid }) => pid !== first?.pid));
  expect(ours().map(({ pid }) => pid)).toEqual([again.pid]);
});
