import { describe, expect, test } from 'vitest';
import type { Fault } from '../../fake-model/fault.ts';
import { stalls } from '../common/stalls.ts';
import { expectCounted } from '../stage.ts';
import { actor, claudeProject, task } from './stage.ts';

const failing = (fault: Fault, after: readonly object[] = []) => ({
  WORK: [{ says: 'What would have been said at length, were it not for this.', fault }, ...after],
});

describe('when the model', () => {
  test.each([
    ['is overloaded', { kind: 'overloaded' }, 'overloaded'],
    ['has broken down', { kind: 'server' }, 'overloaded'],
    ['has had too many requests', { kind: 'rate_limit', retryAfter: 1 }, 'rate_limit'],
    ['does not know the key', { kind: 'auth' }, 'auth'],
  ] as const)('%s, Claude Code says so itself, and its turn is over', async (_what, fault, trouble) => {
    const { project } = await claudeProject(failing(fault));
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.event('session.trouble', ({ ended }) => ended)).toMatchObject({
      trouble,
      source: 'file',
    });
    expect(await day.event('session.state', ({ state }) => state === 'error')).toMatchObject({
      source: 'osc',
    });
    expect(day.all('session.turn_ended')).toEqual([]);
    await project.does('stop', '--now');
    await day.exit();
  });

  test('is busy for a moment, Claude Code tries again, and nothing is paid twice', async () => {
    const { model, project } = await claudeProject(failing({ kind: 'overloaded', times: 1 }));
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(model.ledger.unbilled()).toHaveLength(1);
    expectCounted(day, model);
  });

  test('tears its answer, what was not said to the end is not counted', async () => {
    const { model, project } = await claudeProject(failing({ kind: 'breaks', times: 1 }));
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expectCounted(day, model);
  });

  stalls(actor);
});

test("at the plan's limit the session is held until it is reset, as Claude Code states it", async () => {
  const resetsAt = Math.ceil(Date.now() / 1000) * 1000 + 3_600_000;
  const { project } = await claudeProject(failing({ kind: 'usage_limit', resetsAt }), {
    person: { CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-oat01-that-opens-nothing' },
  });
  project.day([task('WORK')]);
  const day = project.start();
  expect(await day.event('session.limited')).toMatchObject({ until: resetsAt, source: 'file' });
  expect(await day.event('session.ending')).toMatchObject({ cause: 'limit' });
  await project.does('stop', '--now');
  await day.exit();
});

test('how far the plan is used up is told as Claude Code states it', async () => {
  const resetsAt = Math.ceil(Date.now() / 1000) * 1000 + 3_600_000;
  const { project } = await claudeProject(
    {
      WORK: [
        {
          says: 'Some of it.',
          calls: [{ run: 'echo a > a.txt', why: 'A' }],
          quota: [{ window: '5h', used: 0.42, resetsAt }],
        },
        { says: 'All.', gate: 'end' },
      ],
    },
    { person: { CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-oat01-that-opens-nothing' } },
  );
  project.day([task('WORK')]);
  const day = project.start();
  expect(await day.event('session.quota')).toMatchObject({ window: '5h', used: 0.42, resets_at: resetsAt });
  await project.does('stop', '--now');
  await day.exit();
});
