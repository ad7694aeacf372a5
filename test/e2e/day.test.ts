import { describe, expect, test } from 'vitest';
import { demo, steadily } from './project.ts';
import { newProject } from './story.ts';

const quick = (id: string, more: Readonly<Record<string, unknown>> = {}) =>
  demo(
    id,
    [
      { do: 'write', file: `docs/${id}.md`, text: `# ${id}` },
      { do: 'usage', input: 1000, output: 100, usd: 0.02 },
    ],
    { deliverables: [`docs/${id}.md`], ...more },
  );

describe('a day on an empty project', () => {
  test('streams one numbered event a line and ends with 0 when all is done', async () => {
    const project = newProject();
    project.day([quick('one'), quick('two', { depends_on: ['one'] })]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(day.nonsense).toEqual([]);
    const first = day.events[0]?.seq ?? 0;
    expect(day.events.map(({ seq }) => seq)).toEqual(day.events.map((_, i) => first + i));
    expect(day.types[0]).toBe('day.opened');
    expect(day.events.at(-1)).toMatchObject({ type: 'day.ended', exit: 0 });
    expect(day.all('task.ended').map(({ task, state }) => [task, state])).toEqual([
      ['one', 'done'],
      ['two', 'done'],
    ]);
    expect(project.read('docs', 'two.md')).toBe('# two\n');
    const journaled = await project.log();
    expect(
      journaled.slice(first - 1, first - 1 + day.events.length).map(({ seq, type }) => [seq, type]),
    ).toEqual(day.events.map(({ seq, type }) => [seq, type]));
  });

  test('tells its whole state as JSON, while it runs and after', async () => {
    const project = newProject();
    project.day([quick('one'), demo('two', [{ do: 'hang' }])], { max_cost_usd: 5 });
    const day = project.start();
    await day.event('task.ended', ({ task }) => task === 'one');
    await day.event('session.state', ({ task }) => task === 'two');
    const status = await project.status();
    expect(status).toMatchObject({
      date: '2026-11-21',
      engine: { pid: expect.any(Number), since: expect.stringMatching(/Z$/) },
      counts: { queued: 0, running: 1, waiting: 0, done: 1, failed: 0, blocked: 0, needs_review: 0 },
      cost: { cap_usd: 5, unknown_tokens: 0 },
      inbox: [],
    });
    expect(status.cost.usd).toBeCloseTo(0.02);
    expect(status.tasks[0]).toMatchObject({
      id: 'one',
      name: 'The task one',
      state: 'done',
      agent: 'demo',
      attempt: 1,
      pid: null,
    });
    expect(status.tasks[1]).toMatchObject({ id: 'two', state: 'running', pid: expect.any(Number) });
    await project.does('kill', 'two');
    expect(await day.exit()).toBe(1);
    await project.quiet();
    expect(await project.status()).toMatchObject({ engine: null, counts: { done: 1, failed: 1 } });
  });
});

describe('the exit code says how the day went', () => {
  test('1: a task failed', async () => {
    const project = newProject();
    project.day([quick('good'), demo('bad', [{ do: 'fail', code: 7 }])]);
    const day = project.start();
    expect(await day.exit()).toBe(1);
    expect((await day.event('task.ended', ({ task }) => task === 'bad')).why).toContain('exit code 7');
  });

  test('1: what depends on a failed task is blocked, and the day ends all the same', async () => {
    const project = newProject();
    project.day([demo('bad', [{ do: 'fail' }]), quick('after', { depends_on: ['bad'] })]);
    expect(await project.start().exit()).toBe(1);
    expect((await project.status()).tasks[1]).toMatchObject({ state: 'blocked' });
  });

  test('1: done by its own word, but its deliverable is missing', async () => {
    const project = newProject();
    project.day([demo('idle', [{ do: 'say', text: 'All done!' }], { deliverables: ['docs/never.md'] })]);
    expect(await project.start().exit()).toBe(1);
    expect((await project.status()).counts.needs_review).toBe(1);
  });

  test('2: the task file has mistakes, each with its place, and nothing starts', async () => {
    const project = newProject();
    project.write('tasks/today.yaml', 'date: 2026-11-21\ntasks:\n  - id: one\n    nmae: One\n');
    const { code, err, out } = await project.orch('start', '--headless', '--json');
    expect(code).toBe(2);
    expect(err).toMatch(/today\.yaml:4:5/);
    expect(err).toContain('name');
    expect(out).toBe('');
  });

  test('2: there is no task file, and the command line is wrong', async () => {
    const project = newProject();
    expect(await project.orch('start', 'tasks/nowhere.yaml', '--headless')).toMatchObject({ code: 2 });
    expect(await project.orch('strat')).toMatchObject({ code: 2, out: '' });
  });

  test('3: the day stopped at its cap', async () => {
    const project = newProject();
    const spend = { do: 'usage', input: 10, output: 10, usd: 1.5 };
    project.day([demo('dear', [spend, ...steadily()]), quick('next')], { max_agents: 1, max_cost_usd: 1 });
    const day = project.start();
    await day.event('cap.reached');
    expect(await day.exit()).toBe(3);
    expect(day.all('attempt.started').map(({ task }) => task)).toEqual(['dear']);
    expect((await project.inbox()).map(({ kind }) => kind)).toEqual(['cap']);
  });

  test('4: there is no engine to talk to', async () => {
    const project = newProject();
    for (const verb of [['pause', 'one'], ['stop'], ['approve', 'a1'], ['raise', '5']]) {
      const { code, err } = await project.orch(...verb);
      expect([verb[0], code]).toEqual([verb[0], 4]);
      expect(err).toMatch(/^orch: no engine runs in .+ \(start the day with `orch start`\)\n$/);
    }
  });

  test('130: a person interrupts; the next start goes on with the same conversation', async () => {
    const project = newProject();
    project.day([demo('long', [{ do: 'say', text: 'one' }, ...steadily()])]);
    const day = project.start();
    await day.event('session.usage');
    day.signal('SIGINT');
    expect(await day.exit()).toBe(130);
    expect(await day.event('attempt.ended')).toMatchObject({ outcome: 'halted' });
    await project.quiet();
    const next = project.start();
    const resumed = await next.event('attempt.started');
    expect(resumed).toMatchObject({ attempt: 1, resumes: day.all('attempt.started')[0]?.session });
    expect((await next.event('session.message')).text).toMatch(/goes on with action \d+ of \d+/);
    await project.does('kill', 'long');
    expect(await next.exit()).toBe(1);
  });
});

describe('a person who cannot wait', () => {
  test('interrupts twice: what reaches no boundary is ended at once, and can be resumed', async () => {
    const project = newProject();
    project.day([demo('deaf', [{ do: 'hang' }])]);
    const day = project.start();
    await day.event('session.state', ({ state }) => state === 'working');
    day.signal('SIGINT');
    await day.event('day.stopping');
    const began = performance.now();
    day.signal('SIGINT');
    expect(await day.exit()).toBe(130);
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(await day.event('attempt.ended')).toMatchObject({ outcome: 'halted' });
  });
});

describe('two that start at once', () => {
  test('get one engine and see the same day', async () => {
    const project = newProject();
    project.day([quick('one'), quick('two')]);
    const [a, b] = [project.start(), project.start()];
    expect(await Promise.all([a.exit(), b.exit()])).toEqual([0, 0]);
    expect((await project.log('--type', 'engine.started')).length).toBe(1);
    expect((await project.log('--type', 'day.opened')).length).toBe(1);
    const seen = (day: typeof a) => new Map(day.events.map((event) => [event.seq, event.type]));
    const [both, other] = [seen(a), seen(b)];
    for (const [seq, type] of other) if (both.has(seq)) expect(both.get(seq)).toBe(type);
    expect(a.events.at(-1)).toEqual(b.events.at(-1));
  });
});
