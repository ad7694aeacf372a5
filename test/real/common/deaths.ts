import { describe, expect, test } from 'vitest';
import { processesOf, signal } from '../../e2e/processes.ts';
import type { Project } from '../../e2e/project.ts';
import type { RunningDay } from '../../e2e/running-day.ts';
import type { Call, Step, Turn } from '../../fake-model/script.ts';
import { expectCounted, type Stage, treeFile } from '../stage.ts';
import type { Actor } from './actor.ts';

/** Two messages are paid for, then the third is waited for: there it is killed. */
const steady = (writes: (word: string) => Call): readonly Turn[] => [
  { says: 'First.', calls: [writes('one')], usage: { input: 500, output: 30 } },
  { says: 'Second.', calls: [writes('two')], usage: { input: 100, output: 10, cache_read: 500 } },
  { gate: 'third', says: 'All done.', usage: { input: 70, output: 9, cache_read: 600 } },
];

/** The process of an agent's own, and nothing that only holds it. */
export const agentPid = (project: Project, words: RegExp): number => {
  const agent = processesOf(project.dir).find(
    ({ command }) => words.test(command) && !/bwrap|host\.js/.test(command),
  );
  if (agent === undefined) throw new Error('no agent runs');
  return agent.pid;
};

interface MidTurn extends Stage {
  readonly day: RunningDay;
}

/** A day whose one task waits for its third message; further turns follow it. */
export const inMidTurn = async (
  { stage, task, writes }: Actor,
  ...more: readonly Step[]
): Promise<MidTurn> => {
  const staged = await stage({ STEADY: [...steady(writes), ...more] });
  staged.project.day([task('STEADY', { acceptance: [{ file: 'one.txt' }, { file: 'two.txt' }] })]);
  const day = staged.project.start();
  await staged.model.reached('third');
  await day.event('session.usage', ({ tokens }) => tokens.cache_read === 500);
  return { ...staged, day };
};

/** Whatever dies around an agent at work, its conversation goes on to the end and nothing is paid twice. */
export const deathsOf = (actor: Actor, pid: (at: MidTurn) => number | Promise<number>): void => {
  describe(`${actor.name} in the middle of its turn`, () => {
    test('is killed, and goes on with its conversation to the end', async () => {
      const at = await inMidTurn(actor);
      const { model, project, day } = at;
      const { session } = await day.event('session.started');
      signal(await pid(at), 'SIGKILL');
      await day.event('session.started', (event) => event.session !== session);
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
      const { model, project, day } = await inMidTurn(actor);
      const { host_pid } = await day.event('session.started');
      signal(host_pid, 'SIGKILL');
      await day.event('session.lost');
      model.release('third');
      expect(await day.exit()).toBe(0);
      expect(day.all('attempt.started')).toHaveLength(2);
      expect(treeFile(project, 'STEADY', 'two.txt')).toBe('two\n');
      expect(new Set(day.all('session.conversation').map(({ id }) => id)).size).toBe(1);
      expectCounted(day, model);
    });

    test('does not notice that the engine is killed', async () => {
      const { model, project, day } = await inMidTurn(actor);
      signal(project.enginePid(), 'SIGKILL');
      await day.event('engine.reconciled');
      model.release('third');
      expect(await day.exit()).toBe(0);
      expect(day.all('session.started')).toHaveLength(1);
      expect(treeFile(project, 'STEADY', 'two.txt')).toBe('two\n');
      expectCounted(day, model);
    });
  });
};
