import { describe, expect, test } from 'vitest';
import { isGone, processesOf, stateOf, until } from './processes.ts';
import { demo, steadily } from './project.ts';
import { newProject } from './story.ts';

describe('a running task', () => {
  test('is paused with its whole tree, resumed, and nobody loses a word', async () => {
    const project = newProject();
    project.day([demo('long', [{ do: 'spawn' }, ...steadily()])]);
    const day = project.start();
    const { host_pid } = await day.event('session.started');
    await day.event('session.usage');
    await project.does('pause', 'long');
    expect((await day.event('session.paused')).processes).toBeGreaterThan(1);
    const tree = processesOf(project.dir).filter(({ command }) => /demo-agent|sleep/.test(command));
    expect(tree.map(({ pid }) => stateOf(pid)).filter((state) => state !== 'T')).toEqual([]);
    expect(stateOf(host_pid)).not.toBe('T');
    expect(await project.orch('pause', 'long')).toMatchObject({ code: 1 });
    await project.does('resume', 'long');
    const { seq } = await day.event('session.continued');
    await day.event('session.usage', (usage) => usage.seq > seq);
    await project.does('kill', 'long');
    expect(await day.exit()).toBe(1);
  });

  test('is killed with all it ever started, escapees included', async () => {
    const project = newProject();
    project.day([demo('wild', [{ do: 'spawn' }, { do: 'hang' }])]);
    const day = project.start();
    await day.event('session.state', ({ state }) => state === 'working');
    const spawned = await until(() => {
      const found = processesOf(project.dir).filter(({ command }) => command.includes('sleep'));
      return found.length > 0 && found;
    });
    await project.does('kill', 'wild');
    expect(await day.exit()).toBe(1);
    expect(spawned.filter(({ pid }) => !isGone(pid))).toEqual([]);
    expect(await day.event('task.ended')).toMatchObject({ state: 'failed', why: 'killed by you' });
    await project.quiet();
    expect(await project.orch('kill', 'wild')).toMatchObject({ code: 4 });
  });

  test('that failed is tried again on a word, and the day goes on', async () => {
    const project = newProject();
    project.day([
      demo('flaky', [
        { do: 'fail', attempt: 1 },
        { do: 'say', text: 'better' },
      ]),
      demo('long', steadily()),
    ]);
    const day = project.start();
    await day.event('task.ended', ({ task }) => task === 'flaky');
    await project.does('retry', 'flaky');
    await day.event('task.ended', ({ task, state }) => task === 'flaky' && state === 'done');
    expect(
      day
        .all('attempt.started')
        .filter(({ task }) => task === 'flaky')
        .map(({ attempt }) => attempt),
    ).toEqual([1, 2]);
    expect(await project.orch('retry', 'long')).toMatchObject({ code: 1 });
    expect(await project.orch('retry', 'nobody')).toMatchObject({ code: 2 });
    await project.does('kill', 'long');
    expect(await day.exit()).toBe(1);
  });

  test('that fails by itself is tried again after a pause, until its retries are used up', async () => {
    const project = newProject();
    project.day([demo('bad', [{ do: 'fail' }], { retries: 1 })]);
    const day = project.start();
    const { retry_at, at } = await day.event('attempt.ended');
    expect((retry_at ?? 0) - at).toBeGreaterThan(3_000);
    expect(await day.exit()).toBe(1);
    expect(await day.event('task.ended')).toMatchObject({ state: 'needs_review' });
    expect(day.all('attempt.started').length).toBe(2);
  });
});

const dear = demo('dear', [
  { do: 'usage', input: 10, output: 10, usd: 2 },
  ...steadily().slice(0, 8),
  { do: 'say', text: 'worth it' },
]);

describe('a cap', () => {
  test('halts what runs; raised from another terminal, the work goes on where it was', async () => {
    const project = newProject();
    // A second task that runs on keeps the day open meanwhile.
    project.day([{ ...dear, max_cost_usd: 1 }, demo('other', steadily())]);
    const day = project.start();
    await day.event('attempt.ended', ({ task, outcome }) => task === 'dear' && outcome === 'halted');
    expect((await project.inbox()).map(({ kind, task }) => [kind, task])).toEqual([['cap', 'dear']]);
    expect(await project.orch('resume', 'dear')).toMatchObject({ code: 1 });
    expect(await project.orch('raise', 'dear', '0')).toMatchObject({ code: 2 });
    await project.does('raise', 'dear', '5');
    expect(await day.event('task.ended', ({ task }) => task === 'dear')).toMatchObject({ state: 'done' });
    expect(day.all('attempt.started').filter(({ task }) => task === 'dear').length).toBe(2);
    expect(await project.inbox()).toEqual([]);
    await project.does('kill', 'other');
    expect(await day.exit()).toBe(1);
  });

  test('that ended the day is lifted by starting it again with a higher one', async () => {
    const project = newProject();
    project.day([dear], { max_cost_usd: 1 });
    expect(await project.start().exit()).toBe(3);
    expect(await project.start().exit()).toBe(3);
    const next = project.start('--max-cost', '10');
    expect(await next.exit()).toBe(0);
    expect(await next.event('attempt.started')).toMatchObject({ resumes: expect.any(String) });
    expect(await project.inbox()).toEqual([]);
  });
});

describe('the day', () => {
  test('is stopped in good order from another terminal, and started again', async () => {
    const project = newProject();
    project.day([demo('long', steadily()), demo('other', steadily())]);
    const day = project.start();
    await day.event('session.usage', ({ task }) => task === 'long');
    await day.event('session.usage', ({ task }) => task === 'other');
    await project.does('stop');
    expect(await day.exit()).toBe(130);
    expect(day.all('attempt.ended').map(({ outcome }) => outcome)).toEqual(['halted', 'halted']);
    await project.quiet();
    const next = project.start();
    await next.event('attempt.started', ({ task, resumes }) => task === 'other' && resumes !== null);
    await project.does('stop', '--now');
    expect(await next.exit()).toBe(130);
  });
});
