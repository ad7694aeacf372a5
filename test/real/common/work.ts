import { expect, test } from 'vitest';
import type { Turn } from '../../fake-model/script.ts';
import { expectCounted, treeFile } from '../stage.ts';
import type { Actor } from './actor.ts';

/** `lastWord` is how a subagent gives its answer back. */
export const delegates = ({ stage, task }: Actor, lastWord: Turn): void =>
  test('may delegate: what its subagent costs is counted once, and ends no turn', async () => {
    const { model, project } = await stage({
      BOSS: [{ calls: [{ delegate: 'Count them. [[HAND]]' }] }, { says: 'Counted.' }],
      HAND: [
        { calls: [{ run: 'ls', why: 'Look' }], usage: { input: 300, output: 30, cache_read: 70 } },
        { ...lastWord, usage: { input: 400, output: 8 } },
      ],
    });
    project.day([task('BOSS')]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(model.ledger.billed(({ script }) => script === 'HAND')).toHaveLength(2);
    expectCounted(day, model);
    expect(day.all('session.turn_ended').map(({ text }) => text)).toEqual(['Counted.']);
  });

export const stopsEarly = ({ stage, task, writes }: Actor): void =>
  test('that stops early is told what is missing, and goes on', async () => {
    const { model, project } = await stage({
      EARLY: [
        { says: 'Done, I think.' },
        { says: 'Oh.', calls: [writes('late')] },
        { says: 'Now it is there.' },
      ],
    });
    project.day([task('EARLY', { acceptance: [{ file: 'late.txt' }] })]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(day.all('session.nudged')).toHaveLength(1);
    expect(day.all('session.told')).toMatchObject([{ via: 'keys' }]);
    expect(day.all('session.started')).toHaveLength(1);
    expect(treeFile(project, 'EARLY', 'late.txt')).toBe('late\n');
    expectCounted(day, model);
  });

export const doneByModel = ({ agent, stage, task }: Actor, name: string): void =>
  test('is done by the model of its complexity', async () => {
    const settings = { models: { low: { [agent.name]: name } } };
    const { model, project } = await stage({ EASY: [{ says: 'Easy.' }] }, { settings });
    project.day([task('EASY', { estimated_complexity: 'low' })]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expect(model.ledger.billed().map((entry) => entry.model)).toEqual([name]);
    expect(day.all('session.usage')[0]?.model).toBe(name);
  });
