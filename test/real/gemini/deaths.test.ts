import { describe, expect, test } from 'vitest';
import { processesOf, signal } from '../../e2e/processes.ts';
import type { Project } from '../../e2e/project.ts';
import { expectCounted, treeFile } from '../stage.ts';
import { geminiProject, task } from './stage.ts';

const writes = (file: string, text: string) => ({
  name: 'write_file',
  input: { file_path: file, content: text },
});

/** Two messages are paid for, then the third is waited for: there it is killed. */
const steady = {
  STEADY: [
    { says: 'First.', calls: [writes('one.txt', 'one\n')], usage: { input: 500, output: 30 } },
    {
      says: 'Second.',
      calls: [writes('two.txt', 'two\n')],
      usage: { input: 100, output: 10, cache_read: 500 },
    },
    { gate: 'third', says: 'All done.', usage: { input: 70, output: 9, cache_read: 600 } },
  ],
};

/** It starts itself again in a process with more memory: the first of the two is what its pty holds. */
const agentPid = (project: Project): number => {
  const agent = processesOf(project.dir).find(
    ({ command }) => /gemini.* --(session-id|resume) /.test(command) && !/bwrap|host\.js/.test(command),
  );
  if (agent === undefined) throw new Error('no agent runs');
  return agent.pid;
};

const begun = async () => {
  const stage = await geminiProject(steady);
  stage.project.day([task('STEADY', { acceptance: [{ file: 'two.txt' }] })]);
  const day = stage.project.start();
  await stage.model.reached('third');
  await day.event('session.usage', ({ tokens }) => tokens.cache_read === 500);
  return { ...stage, day };
};

describe('Gemini CLI in the middle of its turn', () => {
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
