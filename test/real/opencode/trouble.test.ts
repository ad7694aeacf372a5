import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addTokens, noTokens } from '../../../src/domain/money.ts';
import { expectSameMoney, MODEL, openCodeProject, task } from './stage.ts';

describe('what keeps OpenCode from working', () => {
  test('a key that is refused goes to the inbox', async () => {
    const { model, project } = await openCodeProject({
      REFUSED: [{ says: 'Never.', fault: { kind: 'auth' } }],
    });
    project.day([task('REFUSED')]);
    const day = project.start('--wait', '1m');
    const { body } = await day.event('ask.opened');
    expect(body).toMatchObject({ kind: 'stuck', text: expect.stringContaining('opencode cannot go on') });
    expect(await day.event('session.trouble')).toMatchObject({ trouble: 'auth', ended: true });
    expect(await day.event('session.state', ({ state }) => state === 'error')).toMatchObject({
      source: 'hook',
    });
    await project.does('kill', 'refused');
    expect(await day.exit()).toBe(1);
    expect(model.ledger.billed()).toEqual([]);
  });

  test('a model that is not there costs nothing: no other is taken in its place', async () => {
    const { model, project } = await openCodeProject(
      { MISSPELT: [{ says: 'Never.' }] },
      { use: `anthropic/${MODEL}-misspelt` },
    );
    project.day([task('MISSPELT')]);
    const day = project.start('--wait', '1m');
    const { body } = await day.event('ask.opened');
    expect(body).toMatchObject({ kind: 'stuck', text: expect.stringContaining('no model to work with') });
    expect(model.ledger.entries).toEqual([]);
    await project.does('kill', 'misspelt');
    expect(await day.exit()).toBe(1);
  });

  test('too many requests just now, or an answer torn in the middle, are told, tried again, and paid once', async () => {
    const { model, project } = await openCodeProject({
      RETRIES: [
        {
          calls: [{ write: 'x.md', text: 'X.\n' }],
          fault: { kind: 'rate_limit', retryAfter: 1, times: 1 },
        },
        { says: 'It is written, as was wished for in so many words.', fault: { kind: 'breaks', times: 1 } },
      ],
    });
    project.day([task('RETRIES', { acceptance: [{ file: 'x.md' }] })]);
    const day = project.start('--wait', '1m');
    expect(await day.exit()).toBe(0);
    expect(day.all('session.trouble')).toMatchObject([
      { trouble: 'rate_limit', source: 'hook', ended: false },
      { trouble: 'network', source: 'hook', ended: false },
    ]);
    expect(model.ledger.entries.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'billed',
      'broken',
      'billed',
    ]);
    expectSameMoney(day, model);
  });

  test('a plan that is used up holds the session till its reset, and then it goes on', async () => {
    const { model, project } = await openCodeProject({
      LIMITED: [
        {
          says: 'Back again.',
          fault: {
            kind: 'refused',
            status: 429,
            type: 'GoUsageLimitError',
            message: 'Weekly usage limit reached',
            headers: { 'retry-after': '5' },
            times: 1,
          },
        },
      ],
    });
    project.day([task('LIMITED')]);
    const day = project.start('--wait', '2m');
    const limited = await day.event('session.limited');
    expect(limited.text).toContain('limit');
    expect((limited.until ?? 0) - limited.at).toBeGreaterThan(1000);
    const again = await day.event('attempt.started', ({ resumes }) => resumes === limited.session);
    expect(again.at).toBeGreaterThanOrEqual(limited.until ?? Number.POSITIVE_INFINITY);
    expect(await day.event('session.turn_ended')).toMatchObject({
      text: 'Back again.',
      session: again.session,
    });
    await day.exit();
    expect(model.ledger.billed()).toHaveLength(1);
  });
});

describe('a first run', () => {
  test('needs a key and nothing else, and leaves nothing in the person’s home but a cache', async () => {
    const { model, project } = await openCodeProject(
      {
        FIRST: [
          {
            thinks: 'A hard one.',
            says: 'Done.',
            usage: { input: 90, output: 7, cache_read: 10, thoughts: 5 },
          },
        ],
      },
      { configured: false, use: 'openai/gpt-5.1' },
    );
    project.day([task('FIRST')]);
    const day = project.start('--wait', '1m');
    expect(await day.event('session.turn_ended')).toMatchObject({ text: 'Done.' });
    await day.exit();
    const counted = day.all('session.usage').reduce((sum, { tokens }) => addTokens(sum, tokens), noTokens);
    expect(counted).toEqual(model.ledger.tokens());
    expect(counted.thoughts).toBe(5);
    expect(readdirSync(join(project.env.HOME ?? ''))).toEqual(['.cache']);
  });
});
