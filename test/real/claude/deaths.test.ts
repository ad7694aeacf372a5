import { expect, test } from 'vitest';
import { addTokens, noTokens } from '../../../src/domain/money.ts';
import { signal } from '../../e2e/processes.ts';
import { agentPid, deathsOf, inMidTurn } from '../common/deaths.ts';
import { treeFile } from '../stage.ts';
import { actor, claudeProject, expectSameSum, task } from './stage.ts';

const PROCESS = /\bclaude\b.* --(session-id|resume) /;

deathsOf(actor, ({ project }) => agentPid(project, PROCESS));

test('a question outlives its session: once answered, the one that goes on hears of it', async () => {
  const { model, project } = await claudeProject({
    ASKS: [{ calls: [{ ask: 'Which colour?', options: ['Red', 'Blue'] }] }],
  });
  project.day([task('ASKS')]);
  const day = project.start();
  const { ask } = await day.event('ask.opened');
  signal(agentPid(project, PROCESS), 'SIGKILL');
  await day.event('attempt.ended');
  await project.does('answer', ask, '--option', '2');
  expect(await day.exit()).toBe(0);
  expect(JSON.stringify(model.ledger.billed().at(-1)?.asked)).toMatch(/Which colour\?.+Blue/);
  expect(day.all('ask.delivered').map((event) => event.ask)).toEqual([ask]);
});

test('halted with the day it goes on with its conversation, and what it costs is counted once', async () => {
  // Claude Code puts an answer of its own in the place of the one that was cut off.
  const { model, project, day } = await inMidTurn(
    actor,
    { calls: [{ run: 'echo three > three.txt', why: 'Three' }], usage: { input: 80, output: 9 } },
    { says: 'All done.', usage: { input: 30, output: 5, cache_read: 700 } },
  );
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
