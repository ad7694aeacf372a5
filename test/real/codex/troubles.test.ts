import { describe, expect, test } from 'vitest';
import { addTokens, noTokens } from '../../../src/domain/money.ts';
import { codexProject, outside, shell, task } from './stage.ts';

describe('a request that fails', () => {
  test('for an overloaded server is tried again by Codex itself, told once, and costs nothing', async () => {
    const { model, project } = await codexProject({
      BUSY: [
        { says: 'Here I am.', fault: { kind: 'overloaded', times: 2 }, usage: { input: 30, output: 3 } },
      ],
    });
    project.day([task('BUSY')]);
    const day = project.start('--wait', '30s');
    expect(await day.exit()).toBe(0);
    expect(day.all('session.trouble')).toMatchObject([
      { trouble: 'overloaded', ended: false, source: 'file' },
    ]);
    expect(model.ledger.unbilled().length).toBe(2);
    const counted = day
      .all('session.usage')
      .map(({ tokens }) => tokens)
      .reduce(addTokens, noTokens);
    expect(counted).toEqual(model.ledger.tokens());
  });

  test('in the middle of its stream, torn, is tried again as well', async () => {
    const { project } = await codexProject({
      TORN: [
        { says: 'A long answer that is torn in the middle of it.', fault: { kind: 'breaks', times: 1 } },
      ],
    });
    project.day([task('TORN')]);
    const day = project.start('--wait', '30s');
    expect(await day.exit()).toBe(0);
    expect(day.all('session.turn_ended').length).toBe(1);
  });

  test('and stalls is given up after a while and tried again', async () => {
    const { model, project } = await codexProject(
      { STALLS: [{ says: 'A long answer that stalls in the middle.', fault: { kind: 'stalls', times: 1 } }] },
      { args: ['-c', 'model_providers.by_key.stream_idle_timeout_ms=1000'] },
    );
    project.day([task('STALLS')]);
    const day = project.start('--wait', '30s');
    expect(await day.exit()).toBe(0);
    expect(model.ledger.unbilled().map(({ outcome }) => outcome)).toEqual(['broken']);
    const counted = day
      .all('session.usage')
      .map(({ tokens }) => tokens)
      .reduce(addTokens, noTokens);
    expect(counted).toEqual(model.ledger.tokens());
  });

  test('for too many requests, with a word when to come back, is tried again by then', async () => {
    const { project } = await codexProject({
      SOON: [{ says: 'Done.', fault: { kind: 'rate_limit', retryAfter: 1, times: 1 } }],
    });
    project.day([task('SOON')]);
    const day = project.start('--wait', '30s');
    expect(await day.exit()).toBe(0);
    expect(day.all('session.trouble')).toMatchObject([{ trouble: 'rate_limit', ended: false }]);
  });

  test('for too many requests without one ends the turn: the session goes on after a pause, the conversation kept', async () => {
    const { project } = await codexProject({
      MANY: [
        { calls: [shell('echo x > x.txt')] },
        {
          says: 'Done after all.',
          fault: {
            kind: 'refused',
            status: 429,
            type: 'rate_limit_exceeded',
            message: 'Rate limit reached.',
            times: 1,
          },
        },
      ],
    });
    project.day([task('MANY', { deliverables: ['x.txt'] })]);
    const day = project.start('--wait', '60s');
    expect(await day.event('session.trouble', ({ ended }) => ended)).toMatchObject({ trouble: 'rate_limit' });
    expect(await day.exit()).toBe(0);
    expect(day.all('recovery.tried')).toMatchObject([{ trouble: 'rate_limit', action: 'wait' }]);
    expect(day.all('recovery.settled')).toMatchObject([{ outcome: 'worked' }]);
    expect(new Set(day.all('session.conversation').map(({ id }) => id)).size).toBe(1);
  });

  test('for a wrong key needs a person', async () => {
    const { project } = await codexProject({ KEY: [{ fault: { kind: 'auth' } }] });
    project.day([task('KEY')]);
    const day = project.start('--wait', '1s');
    const trouble = await day.event('session.trouble', ({ ended }) => ended);
    expect(trouble).toMatchObject({ trouble: 'auth', text: expect.stringContaining('401') });
    const { body } = await day.event('ask.opened');
    expect(body).toMatchObject({ kind: 'stuck', text: expect.stringContaining('Incorrect API key') });
    await project.does('kill', 'key');
    expect(await day.exit()).toBe(1);
  });
});

test('a usage limit is told with its reset; the session is held till then and goes on', async () => {
  const { model, project } = await codexProject({});
  const resetsAt = Math.ceil(Date.now() / 1000) * 1000 + 12_000;
  model.script('LIMIT', [
    { calls: [shell('echo x > x.txt')], quota: [{ window: '7d', used: 0.25, resetsAt }] },
    { says: 'Gone on.', fault: { kind: 'usage_limit', resetsAt, times: 1 } },
  ]);
  project.day([task('LIMIT', { deliverables: ['x.txt'] })]);
  const day = project.start('--wait', '60s');
  const limited = await day.event('session.limited');
  expect(limited).toMatchObject({ until: resetsAt, source: 'file' });
  expect(day.all('session.quota')).toMatchObject([
    { window: '7d', used: 0.25, resets_at: resetsAt },
    { window: '5h', used: 1, resets_at: resetsAt },
  ]);
  expect(await day.exit()).toBe(0);
  const again = day.all('session.started').at(-1);
  expect(again?.at).toBeGreaterThanOrEqual(resetsAt);
  expect(new Set(day.all('session.conversation').map(({ id }) => id)).size).toBe(1);
});

test('a path its sandbox refuses is told; what it then asks for, a person allows, and it goes on', async () => {
  // A story's project lies below /tmp, where Codex may write otherwise.
  const args = ['-c', 'sandbox_workspace_write.exclude_slash_tmp=true'];
  const { model, project } = await codexProject({}, { args });
  const file = project.path('..', 'outside.txt');
  model.script('PATH', [
    { calls: [shell(`touch ${file}`)] },
    { calls: [outside(`touch ${file}`, 'It lies outside my folder.')] },
    { says: 'It is there.' },
  ]);
  project.day([task('PATH')]);
  const day = project.start('--wait', '30s');
  const { ask } = await day.event('ask.opened');
  // Told by its record, which may be read a moment after the hook that asks.
  await day.event('session.trouble');
  expect(project.has('..', 'outside.txt')).toBe(false);
  await project.does('approve', ask);
  expect(await day.exit()).toBe(0);
  expect(project.has('..', 'outside.txt')).toBe(true);
  expect(day.all('session.trouble')).toMatchObject([
    { trouble: 'path', ended: false, text: `'${file}': Read-only file system` },
  ]);
});
