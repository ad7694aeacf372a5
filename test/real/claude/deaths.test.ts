import { describe, expect, test } from 'vitest';
import { addTokens, noTokens } from '../../../src/domain/money.ts';
import { processesOf, signal } from '../../e2e/processes.ts';
import type { Project } from '../../e2e/project.ts';
import type { Scripts } from '../../fake-model/script.ts';
import { expectCounted, treeFile } from '../stage.ts';
import { claudeProject, expectSameSum, task } from './stage.ts';

/** Two messages are paid for, then the third is waited for: there it is killed. */
const steady = {
  STEADY: [
    { says: 'First.', calls: [{ run: 'echo one > one.txt', why: 'One' }], usage: { input: 500, output: 30 } },
    {
      says: 'Second.',
      calls: [{ run: 'echo two > two.txt', why: 'Two' }],
      usage: { input: 100, output: 10, cache_read: 500 },
    },
    { gate: 'third', says: 'All done.', usage: { input: 70, output: 9, cache_read: 600 } },
  ],
};

const agentPid = (project: Project): number => {
  const agent = processesOf(project.dir).find(
    ({ command }) => /\bclaude\b.* --(session-id|resume) /.test(command) && !/bwrap|host\.js/.test(command),
  );
  if (agent === undefined) throw new Error('no agent runs');
  return agent.pid;
};

const begun = async (scripts: Scripts = steady) => {
  const stage = await claudeProject(scripts);
  stage.project.day([task('STEADY', { acceptance: [{ file: 'two.txt' }] })]);
  const day = stage.project.start();
  await stage.model.reached('third');
  await day.event('session.usage', ({ tokens }) => tokens.cache_read === 500);
  return { ...stage, day };
};

describe('Claude Code in the middle of its turn', () => {
  test('is killed, and goes on with its conversation to the end', async () => {
    const { model, project, day } = await begun();
    signal(agentPid(project), 'SIGKILL');
    await day.event('session.started', ({ session }) => session !== day.all('session.started')[0]?.session);
    model.release('third');
    expect(await day.exit()).toBe(0);
    const [first, second] = day.all('attempt.started');
    expect(second?.resumes).toBe(first?.session);
    expect(new Set(day.all('session.conversation').map(({ id }) => id)).size).toBe(1);
    expect(treeFile(project, 'STEADY', 'two.txt')).toBe('two\n');
    // Asked again after the kill, the model was paid only for what it said to the end.
    expectCounted(day, model);
  });

  test('loses its host, and goes on with its conversation to the end', async () => {
    const { model, day } = await begun();
    const { host_pid } = await day.event('session.started');
    signal(host_pid, 'SIGKILL');
    await day.event('session.lost');
    model.release('third');
    expect(await day.exit()).toBe(0);
    expect(day.all('attempt.started')).toHaveLength(2);
    expectCounted(day, model);
  });

  test('does not notice that the engine is killed', async () => {
    const { model, project, day } = await begun();
    signal(project.enginePid(), 'SIGKILL');
    await day.event('engine.reconciled');
    model.release('third');
    expect(await day.exit()).toBe(0);
    expect(day.all('session.started')).toHaveLength(1);
    expectCounted(day, model);
  });
});

test('a question outlives its session: once answered, the one that goes on hears of it', async () => {
  const { model, project } = await claudeProject({
    ASKS: [{ calls: [{ ask: 'Which colour?', options: ['Red', 'Blue'] }] }],
  });
  project.day([task('ASKS')]);
  const day = project.start();
  const { ask } = await day.event('ask.opened');
  signal(agentPid(project), 'SIGKILL');
  await day.event('attempt.ended');
  await project.does('answer', ask, '--option', '2');
  expect(await day.exit()).toBe(0);
  expect(JSON.stringify(model.ledger.billed().at(-1)?.asked)).toMatch(/Which colour\?.+Blue/);
  expect(day.all('ask.delivered').map((event) => event.ask)).toEqual([ask]);
});

test('halted with the day it goes on with its conversation, and what it costs is counted once', async () => {
  // Claude Code puts an answer of its own in the place of the one that was cut off.
  const { model, project, day } = await begun({
    STEADY: [
      ...steady.STEADY,
      { calls: [{ run: 'echo three > three.txt', why: 'Three' }], usage: { input: 80, output: 9 } },
      { says: 'All done.', usage: { input: 30, output: 5, cache_read: 700 } },
    ],
  });
  await project.does('stop', '--now');
  await day.exit();
  model.release('third');
  const next = project.start();
  expect(await next.exit()).toBe(0);
  expect(treeFile(project, 'STEADY', 'three.txt')).toBe('three\n');
  const used = [...day.all('session.usage'), ...next.all('session.usage')];
  const tokens = used.reduce((sum, each) => addTokens(sum, each.tokens), noTokens);
  expect(tokens).toEqual(model.ledger.tokens());
  // Each of its two processes states a sum of its own: not one of both.
  expectSameSum(next);
  const { cost } = await project.status();
  expect(cost.usd).toBeCloseTo(
    used.reduce((sum, { usd }) => sum + (usd ?? Number.NaN), 0),
    6,
  );
});
