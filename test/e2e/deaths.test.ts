import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/domain/event.ts';
import { isGone, processesOf, signal, until } from './processes.ts';
import { demo, type Project, steadily } from './project.ts';
import type { RunningDay } from './running-day.ts';
import { newProject } from './story.ts';

const work = (id: string, actions = 6) =>
  demo(id, [...steadily().slice(0, actions), { do: 'write', file: `${id}.md`, text: id }], {
    deliverables: [`${id}.md`],
  });

/** Every number once, none left out; in the day as printed and per session. */
const expectWhole = (day: RunningDay): void => {
  const first = day.events[0]?.seq ?? 0;
  expect(day.events.map(({ seq }) => seq)).toEqual(day.events.map((_, i) => first + i));
  const bySession = Map.groupBy(
    day.events.filter((event): event is Event & { n: number } => event.n !== undefined),
    ({ session }) => session,
  );
  for (const [session, facts] of bySession)
    expect([session, facts.map(({ n }) => n)]).toEqual([session, facts.map((_, i) => i + 1)]);
};

const spooled = (project: Project, task: string): readonly { session: string; n: number }[] =>
  readFileSync(project.path('agent_workspaces', task, 'events.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('an engine killed in mid-day', () => {
  test('is started again by whoever watches; hosts go on undisturbed, no fact is lost, none comes twice', async () => {
    const project = newProject();
    project.day([work('one', 20), work('two', 20)]);
    const day = project.start();
    await day.event('session.usage', ({ task }) => task === 'one');
    await day.event('session.usage', ({ task }) => task === 'two');
    const engine = project.enginePid();
    signal(engine, 'SIGKILL');
    expect(await day.exit()).toBe(0);
    expectWhole(day);
    expect(day.all('engine.started').length).toBe(1);
    expect(day.all('session.started').length).toBe(2);
    expect(day.all('engine.reconciled')[0]?.found.map(({ kind }) => kind)).toEqual(['host', 'host']);
    for (const task of ['one', 'two'])
      expect(day.events.filter((event) => event.task === task && event.n !== undefined).length).toBe(
        spooled(project, task).length,
      );
  });

  test('with nobody watching, misses nothing: `orch start` reads on from the last fact it had', async () => {
    const project = newProject();
    project.day([work('one', 12)]);
    const day = project.start();
    await day.event('session.usage');
    const engine = project.enginePid();
    day.signal('SIGKILL');
    signal(engine, 'SIGKILL');
    await day.exit();
    await until(() => isGone(engine));
    await until(() => spooled(project, 'one').length > 12);
    expect(await project.start().exit()).toBe(0);
    const facts = (await project.log('--task', 'one')).filter(({ n }) => n !== undefined);
    expect(facts.map(({ n }) => n)).toEqual(spooled(project, 'one').map(({ n }) => n));
    expect((await project.log('--type', 'attempt.started')).length).toBe(1);
  });
});

describe('a session host killed in mid-work', () => {
  test('takes its agent with it; the attempt is marked interrupted and resumed', async () => {
    const project = newProject();
    project.day([work('one', 10)]);
    const day = project.start();
    const { host_pid, pid } = await day.event('session.started');
    await day.event('session.usage');
    signal(host_pid, 'SIGKILL');
    expect(await day.event('session.lost')).toMatchObject({ task: 'one' });
    expect(isGone(pid)).toBe(true);
    expect(await day.event('attempt.ended')).toMatchObject({ outcome: 'interrupted', attempt: 1 });
    expect(await day.exit()).toBe(0);
    expectWhole(day);
    expect(day.all('attempt.started').map(({ attempt, resumes }) => [attempt, resumes])).toEqual([
      [1, null],
      [1, day.all('session.started')[0]?.session],
    ]);
  });
});

describe('an agent killed in mid-work', () => {
  test('is marked interrupted and resumed', async () => {
    const project = newProject();
    project.day([work('one', 10)]);
    const day = project.start();
    await day.event('session.usage');
    const agent = processesOf(project.dir).find(
      ({ command }) => command.includes('demo-agent.js') && !command.includes('bwrap'),
    );
    signal(agent?.pid ?? 0, 'SIGKILL');
    expect(await day.event('attempt.ended')).toMatchObject({ outcome: 'interrupted' });
    expect(await day.exit()).toBe(0);
    expectWhole(day);
    expect(day.all('session.started').length).toBe(2);
  });
});

describe('everything killed at once, as by a power cut', () => {
  test('the day resumes with `orch start`; a question open before is open after, and can be answered', async () => {
    const project = newProject();
    project.day([
      demo('asks', [
        { do: 'say', text: 'one' },
        { do: 'ask', question: 'Which?', options: ['Red', 'Blue'] },
        { do: 'write', file: 'asks.md', text: 'Blue it is', when: 'B' },
      ]),
      work('works', 30),
    ]);
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    await day.event('session.usage');
    for (const { pid } of processesOf(project.dir)) signal(pid, 'SIGKILL');
    await day.exit();
    await project.quiet();
    expect((await project.inbox()).map(({ id, state }) => [id, state])).toEqual([[ask, 'open']]);
    const next = project.start();
    await next.event('engine.reconciled');
    expect((await project.inbox()).map(({ id }) => id)).toEqual([ask]);
    await project.does('answer', ask, '--option', '2');
    expect(await next.exit()).toBe(0);
    expect(project.read('asks.md')).toBe('Blue it is\n');
    expect((await project.log('--type', 'ask.opened')).length).toBe(1);
    expect((await project.log('--type', 'ask.delivered')).length).toBe(1);
  });

  test('an answer written by hand while nothing runs is taken up', async () => {
    const project = newProject();
    project.day([
      demo('asks', [
        { do: 'ask', question: 'Which?', options: ['Red', 'Blue'] },
        { do: 'write', file: 'asks.md', text: 'Blue it is', when: 'B' },
      ]),
    ]);
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    for (const { pid } of processesOf(project.dir)) signal(pid, 'SIGKILL');
    await day.exit();
    project.write('agent_workspaces/asks/answer.md', 'B) Blue\n');
    const next = project.start();
    expect(await next.exit()).toBe(0);
    expect(project.read('asks.md')).toBe('Blue it is\n');
    expect(await project.inbox()).toEqual([]);
    expect((await project.log('--type', 'ask.opened')).map(({ ask: id }) => id)).toEqual([ask]);
  });
});

describe('an attempt that begins anew', () => {
  test('is not taken to ask what the one before it left unanswered', async () => {
    const project = newProject();
    project.day([
      demo('asks', [
        { do: 'think', text: 'on it', seconds: 3 },
        { do: 'ask', question: 'Which?', options: ['Red', 'Blue'] },
      ]),
    ]);
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    await project.does('kill', 'asks');
    expect(await day.exit()).toBe(1);
    await project.quiet();
    const next = project.start('--again');
    const { seq } = await next.event('session.state', ({ state }) => state === 'blocked');
    const again = await next.event('ask.opened');
    expect(again.seq).toBeGreaterThan(seq);
    await project.does('answer', again.ask, '--option', '1');
    expect(await next.exit()).toBe(0);
    expect(ask).toBe('q1');
  });
});
