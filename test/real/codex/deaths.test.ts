import { describe, expect, test } from 'vitest';
import { addTokens, noTokens } from '../../../src/domain/money.ts';
import { processesOf, signal } from '../../e2e/processes.ts';
import type { Project } from '../../e2e/project.ts';
import { treeFile } from '../stage.ts';
import { codexProject, shell, task } from './stage.ts';

const script = {
  DYING: [
    { calls: [shell('echo one > one.txt')], usage: { input: 500, output: 5, cache_read: 40 } },
    { calls: [shell('echo two > two.txt')], gate: 'middle', usage: { input: 600, output: 6 } },
    { says: 'Both are there.', usage: { input: 700, output: 7 } },
  ],
};

const dying = task('DYING', { deliverables: ['one.txt', 'two.txt'], retries: 1 });

const pidOf = (project: Project, words: string): number => {
  const found = processesOf(project.dir).find(({ command }) => command.includes(words));
  if (found === undefined) throw new Error(`nothing runs ${words}`);
  return found.pid;
};

describe('in the middle of a turn of Codex', () => {
  test.each(['agent', 'host'])(
    'its %s is killed: the same conversation goes on to the end, each token counted once',
    async (victim) => {
      const { model, project } = await codexProject(script);
      project.day([dying]);
      const day = project.start('--wait', '40s');
      await model.reached('middle');
      const { pid, host_pid } = await day.event('session.started');
      signal(victim === 'host' ? host_pid : pid, 'SIGKILL');
      await day.event('session.started', ({ session }) => session?.endsWith('.2') === true);
      model.release('middle');
      expect(await day.exit()).toBe(0);
      expect(treeFile(project, 'DYING', 'two.txt')).toBe('two\n');
      const [first, second] = day.all('session.conversation').map(({ id }) => id);
      expect(second).toBe(first);
      const counted = day
        .all('session.usage')
        .map(({ tokens }) => tokens)
        .reduce(addTokens, noTokens);
      expect(counted).toEqual(model.ledger.tokens());
    },
  );

  test('the engine is killed: Codex works on undisturbed', async () => {
    const { model, project } = await codexProject(script);
    project.day([dying]);
    const day = project.start('--wait', '40s');
    await model.reached('middle');
    signal(pidOf(project, 'engine.js'), 'SIGKILL');
    model.release('middle');
    expect(await day.exit()).toBe(0);
    expect(day.all('session.started').length).toBe(1);
    expect(treeFile(project, 'DYING', 'two.txt')).toBe('two\n');
    const counted = day
      .all('session.usage')
      .map(({ tokens }) => tokens)
      .reduce(addTokens, noTokens);
    expect(counted).toEqual(model.ledger.tokens());
  });
});
