import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runWish } from '../../src/cli/wish.ts';
import { openForReading } from '../../src/journal/journal.ts';
import { engineSocket } from '../../src/wire/address.ts';
import { added, aTask, begun, ended, exited, opened } from '../fixtures/a-day.ts';
import { aPerson } from '../fixtures/a-person.ts';
import { must } from '../fixtures/journals.ts';
import { dist, Room, until } from '../fixtures/room.ts';

let room: Room;
beforeEach(() => {
  room = new Room();
  vi.stubEnv('ORCH_LINGER_MS', '50');
});
afterEach(async () => {
  // The engine a wish has woken leaves by itself.
  await until(() => !existsSync(engineSocket(room.dir)));
  await room.clear();
  vi.unstubAllEnvs();
});

const retry = { do: 'task.retry', task: 'a' } as const;
const done = (): string => 'a is queued again';

const dayOver = (): void => {
  const spec = aTask('a', { agents: ['demo'], isolation: 'shared', demo: [{ do: 'say', text: 'a' }] });
  const end = [ended('a', 'failed', 'exit 1'), { type: 'day.ended', exit: 1, why: 'one failed' }] as const;
  room.before(opened(), added(spec, 0), begun('a', 1), exited('a', 1, 1), ...end);
  room.leave();
};

const endings = (): number => {
  const journal = must(openForReading(room.path('.orch')));
  const events = must(journal.events({ from: 1, limit: 1_000 }));
  journal.close();
  return events.filter(({ type }) => type === 'day.ended').length;
};

describe('a wish after the day, when its engine has gone to rest', () => {
  it('wakes the engine, and says where the day can be watched', async () => {
    dayOver();
    const person = aPerson(room.dir);
    expect(await runWish({ command: retry, done, json: false, wake: dist }, person)).toBe(0);
    expect(person.heard).toEqual([
      'a is queued again; the day goes on: `orch attach` or `orch status --watch` shows it\n',
    ]);
    await until(() => endings() === 2);
  });

  it('that only a running day could grant finds no engine', async () => {
    dayOver();
    expect(
      await runWish({ command: { do: 'task.kill', task: 'a' }, done, json: false }, aPerson(room.dir)),
    ).toBe(4);
  });

  it('finds no engine where no day was ever run', async () => {
    room.write('orch.yaml', '');
    const person = aPerson(room.dir);
    expect(await runWish({ command: retry, done, json: false, wake: dist }, person)).toBe(4);
    expect(person.scolded.join('')).toContain('no engine runs');
  });
});
