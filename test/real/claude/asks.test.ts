import { describe, expect, test } from 'vitest';
import { processesOf, until } from '../../e2e/processes.ts';
import { commitOf } from '../common/commit.ts';
import { permissionsOf } from '../common/permission.ts';
import { questionsOf } from '../common/question.ts';
import { Pane } from '../pane.ts';
import { treeFile } from '../stage.ts';
import { actor, claudeProject, task } from './stage.ts';

const installs = { run: 'env NAME=x sh -c "echo $NAME" > made.txt', why: 'Make a file' };

describe('a permission Claude Code asks for', () => {
  permissionsOf(actor, {
    command: installs,
    makes: 'made.txt',
    text: '\n',
    waiting: 'Do you want to proceed?',
  });

  test('answered by hand in its pane leaves the inbox by itself, and nothing waits for it any more', async () => {
    const { model, project } = await claudeProject({
      ASKS: [{ calls: [installs] }, { gate: 'on', says: 'So be it.' }],
    });
    project.day([task('ASKS')]);
    const day = project.start();
    const { ask, session } = await day.event('ask.opened');
    const pane = await Pane.of(project, session ?? '');
    await pane.shows('Do you want to proceed?');
    pane.type('1');
    const closed = await day.event('ask.closed');
    expect(closed).toMatchObject({ ask, how: 'settled in its pane' });
    await model.reached('on');
    await until(() => processesOf(project.dir).every(({ command }) => !command.includes('call.js')));
    model.release('on');
    pane.close();
    expect(await day.exit()).toBe(0);
    expect(treeFile(project, 'ASKS', 'made.txt')).not.toBeNull();
  });
});

questionsOf(actor, /Which colour\?.{1,10}Blue/);

describe('a commit Claude Code tries', () => {
  commitOf(actor);

  test('hidden in a shell of its own is halted too', async () => {
    const { project } = await claudeProject({
      COMMIT: [
        { calls: [{ run: "bash -c 'git -c user.name=x commit -qam wip'", why: 'Save it' }] },
        { says: 'No.' },
      ],
    });
    project.day([task('COMMIT')]);
    const day = project.start();
    const { ask, body } = await day.event('ask.opened');
    expect(body.kind).toBe('violation');
    await project.does('deny', ask);
    expect(await day.exit()).toBe(0);
  });
});
