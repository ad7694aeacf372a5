import { chmodSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { capacityExhausted } from '../../fake-model/dialects/gemini-refusals.ts';
import type { Fault } from '../../fake-model/fault.ts';
import { stalls } from '../common/stalls.ts';
import { expectCounted, programs } from '../stage.ts';
import { actor, geminiProject, task } from './stage.ts';

const failing = (fault: Fault) => ({
  WORK: [{ says: 'What would have been said at length, were it not for this.', fault }],
});

describe('when the model', () => {
  test.each([
    ['does not know the key', { kind: 'auth' }, 'auth'],
    ['tears its answer', { kind: 'breaks' }, 'network'],
  ] as const)('%s, Gemini CLI says so itself, and its turn is over', async (_what, fault, trouble) => {
    const { project } = await geminiProject(failing(fault));
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.event('session.trouble', ({ ended }) => ended)).toMatchObject({
      trouble,
      source: 'file',
    });
    expect(day.all('session.turn_ended')).toEqual([]);
    await project.does('stop', '--now');
    await day.exit();
  });

  test.each([
    ['is overloaded', { kind: 'overloaded', times: 1 }, 'overloaded'],
    ['has had too many requests', { kind: 'rate_limit', retryAfter: 1, times: 1 }, 'rate_limit'],
  ] as const)('%s for a moment, it tries again, and nothing is paid twice', async (_what, fault, trouble) => {
    const { model, project } = await geminiProject(failing(fault));
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.event('session.trouble')).toMatchObject({ trouble, ended: false, source: 'file' });
    expect(await day.exit()).toBe(0);
    expect(model.ledger.unbilled()).toHaveLength(1);
    expectCounted(day, model);
  });

  stalls(actor);
});

test('at a limit it would wait out in silence, the session is held until the reset', async () => {
  const { project } = await geminiProject(failing(capacityExhausted(3 * 3600)));
  project.day([task('WORK')]);
  const day = project.start();
  const { until, at } = await day.event('session.limited');
  expect(Math.abs((until ?? 0) - at - 3 * 3_600_000)).toBeLessThan(5_000);
  expect(await day.event('session.ending')).toMatchObject({ cause: 'limit' });
  await project.does('stop', '--now');
  await day.exit();
});

test('at a limit it shows in a dialog, without a reset, the session is held', async () => {
  const { project } = await geminiProject(failing({ kind: 'usage_limit', resetsAt: Date.now() + 3_600_000 }));
  project.day([task('WORK')]);
  const day = project.start();
  expect(await day.event('session.limited')).toMatchObject({ until: null, source: 'screen' });
  expect(await day.event('session.ending')).toMatchObject({ cause: 'limit' });
  await project.does('stop', '--now');
  await day.exit();
});

test('a path outside its folders waits for a person, and once allowed it is launched again with it', async () => {
  const { project } = await geminiProject({
    PATH: [
      ({ messages }) =>
        JSON.stringify(messages).includes('cut short')
          ? { says: 'Read.' }
          : { calls: [{ name: 'list_directory', input: { dir_path: '/usr/share/misc' } }] },
      { says: 'I may not look there.' },
    ],
  });
  project.day([task('PATH')]);
  const day = project.start();
  const { ask, body } = await day.event('ask.opened');
  expect(body).toMatchObject({ kind: 'permission', subject: '/usr/share/misc' });
  await project.does('approve', ask);
  expect(await day.exit()).toBe(0);
  expect(day.all('attempt.started')).toHaveLength(2);
  expect(day.all('recovery.tried').at(-1)).toMatchObject({ action: 'allow', path: '/usr/share/misc' });
});

test('where its folder is not trusted it is launched again as trusted, and does its work', async () => {
  // A wrapper of the person's takes away what trusts it.
  const { project } = await geminiProject({ WORK: [{ says: 'Done.' }] }, { command: './their-gemini' });
  project.write(
    'their-gemini',
    `#!/bin/sh
unset GEMINI_CLI_TRUST_WORKSPACE
sed -i '/"folderTrust"/,/}/d' "$GEMINI_CLI_HOME/.gemini/settings.json"
exec '${programs().gemini}' "$@"
`,
  );
  chmodSync(project.path('their-gemini'), 0o755);
  project.day([task('WORK')]);
  const day = project.start();
  expect(await day.exit()).toBe(0);
  expect(day.all('session.trouble')).toMatchObject([{ trouble: 'trust', source: 'screen' }]);
  expect(day.all('recovery.tried')).toMatchObject([
    { name: 'folder not trusted', action: 'relaunch', args: ['--skip-trust'] },
  ]);
  expect(day.all('recovery.settled')).toMatchObject([{ outcome: 'worked' }]);
});
