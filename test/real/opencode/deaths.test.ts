import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signal } from '../../e2e/processes.ts';
import { expectSameMoney, openCodeProject, task } from './stage.ts';

test('killed in mid-turn, agent, host and engine, the conversation goes on to its end and nothing is paid twice', async () => {
  const { model, project } = await openCodeProject({});
  const tree = project.path('agent_workspaces/lives/tree');
  const wrote = (file: string) => ({ calls: [{ write: join(tree, file), text: `${file}\n` }] });
  model.script('LIVES', [
    { ...wrote('one.md'), usage: { input: 10, output: 1 } },
    { ...wrote('two.md'), gate: 'agent', usage: { input: 20, output: 2, cache_read: 5 } },
    { ...wrote('three.md'), gate: 'host', usage: { input: 30, output: 3 } },
    { ...wrote('four.md'), gate: 'engine', usage: { input: 40, output: 4 } },
    { says: 'All four are there.', usage: { input: 50, output: 5 } },
  ]);
  const checks = ['one.md', 'two.md', 'three.md', 'four.md'].map((file) => ({ file }));
  project.day([task('LIVES', { retries: 2, acceptance: checks })]);
  const day = project.start('--wait', '1m');
  const next = (session: string) => day.event('attempt.started', ({ resumes }) => resumes === session);

  await model.reached('agent');
  const first = await day.event('session.started');
  signal(first.pid, 'SIGKILL');
  await next(first.session ?? '');
  await model.answered(({ outcome }) => outcome === 'left');
  model.release('agent');

  await model.reached('host');
  const second = await day.event('session.started', ({ session }) => session !== first.session);
  signal(second.host_pid, 'SIGKILL');
  await next(second.session ?? '');
  await model.answered(({ outcome, turn }) => outcome === 'left' && turn === 2);
  model.release('host');

  await model.reached('engine');
  signal(project.enginePid(), 'SIGKILL');
  model.release('engine');

  expect(await day.exit()).toBe(0);
  expect(new Set(day.all('session.conversation').map(({ id }) => id)).size).toBe(1);
  expect(day.all('session.turn_ended').map(({ text }) => text)).toEqual(['All four are there.']);
  expectSameMoney(day, model);
});
