import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../../src/engine/decide/input.ts';
import { endSession } from '../../../src/engine/run/end-session.ts';
import { Launches } from '../../../src/engine/run/launches.ts';
import { layoutOf } from '../../../src/engine/run/layout.ts';
import { Sessions } from '../../../src/engine/run/sessions.ts';
import { readProcess } from '../../../src/host/proc.ts';
import type { DayState } from '../../../src/state/model.ts';
import { initialState } from '../../../src/state/model.ts';
import { reduce } from '../../../src/state/reduce.ts';
import { added, aTask, begun, eventsOf, opened } from '../../fixtures/a-day.ts';
import { demoTask, longWork } from '../../fixtures/demo-task.ts';
import { Room, until } from '../../fixtures/room.ts';

let room: Room;
beforeEach(() => {
  room = new Room();
});
afterEach(() => room.clear());

const gone = (pid: number): boolean => ['Z', 'X', undefined].includes(readProcess(pid)?.state);

describe('a session that is to end', () => {
  it('without any host is lost at once', async () => {
    const drafts = [opened(), added(aTask('a'), 0), begun('a', 1)];
    const day = eventsOf(drafts.map((draft) => [0, draft] as const)).reduce(reduce, initialState);
    const posted: Input[] = [];
    const layout = layoutOf(room.dir);
    const state = (): DayState => day;
    const post = (input: Input): void => void posted.push(input);
    const sessions = new Sessions({ layout, state, post, settled: () => Promise.resolve() });
    const log = (): void => {};
    await endSession(
      { layout, programs: '', state, post, sessions, launches: new Launches(), log },
      'a.1',
      0,
    );
    expect(posted).toMatchObject([{ draft: { type: 'session.lost', task: 'a', session: 'a.1' } }]);
  });

  it.each([
    ['kill', longWork, { do: 'task.kill', task: 'a' }],
    ['halt', [{ do: 'ask', question: 'Which?', options: ['Red', 'Blue'] }], { do: 'day.stop', now: false }],
  ] as const)('is ended past its host where that is stopped: %s', async (how, actions, command) => {
    room.day([demoTask('a', { demo: actions })]);
    await room.open();
    const client = await room.start();
    const { host_pid, pid } = await room.event('session.started');
    await room.event(how === 'halt' ? 'ask.opened' : 'session.state');
    process.kill(host_pid, 'SIGSTOP');
    try {
      await client.command(command);
      await until(() => gone(pid));
      expect((await room.event('notice.posted', ({ level }) => level === 'warning')).text).toContain(
        `kill -CONT ${host_pid}`,
      );
    } finally {
      process.kill(host_pid, 'SIGCONT');
    }
    expect(await room.event('session.exited')).toMatchObject({ asked: true });
    expect(room.all('session.lost')).toEqual([]);
  });
});
