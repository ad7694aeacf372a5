import { expect, test } from 'vitest';
import type { Actor } from './actor.ts';

const command = 'git commit --allow-empty -m wip';

export const commitOf = ({ stage, task }: Actor): void =>
  test('halts it before anything happens; denied, it goes on without', async () => {
    const { model, project } = await stage({
      COMMIT: [{ calls: [{ run: command, why: 'Save it' }] }, { says: 'I leave that to you.' }],
    });
    const head = project.git('rev-parse', 'HEAD');
    project.day([task('COMMIT')]);
    const day = project.start();
    const { ask, body } = await day.event('ask.opened');
    expect(body).toMatchObject({ kind: 'violation', layer: 'hook', subject: command });
    await day.event('session.paused');
    await project.does('deny', ask, '--reason', 'never');
    expect(await day.exit()).toBe(0);
    const heard = await model.answered(({ turn }) => turn === 1);
    expect(JSON.stringify(heard.asked.messages)).toContain('A person said no: never');
    expect(project.git('rev-parse', 'HEAD')).toBe(head);
    expect(project.git('log', '--oneline', '--all').trim().split('\n')).toHaveLength(1);
  });
