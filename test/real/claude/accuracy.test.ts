import { expect, test } from 'vitest';
import { claude } from '../../../src/agents/claude/claude.ts';
import type { RunningDay } from '../../e2e/running-day.ts';
import { note, seenOf, type Truth, truthOf, wrongOf } from '../accuracy.ts';
import { Pane } from '../pane.ts';
import { claudeProject, task } from './stage.ts';

const asksFirst = { run: 'env NAME=x sh -c "echo $NAME" > made.txt', why: 'Make a file' };

/** A second is the promise; a machine under load may be late with the clock itself. */
const AT_MOST_MS = 3_000;

const expectTrue = (story: string, day: RunningDay, truths: readonly Truth[]): void => {
  const changes = seenOf(day, truths);
  const wrong = wrongOf(day, truths);
  note({ agent: 'claude', version: claude.detect.tested ?? '', story, changes, wrong });
  expect(changes.filter(({ source }) => source === null)).toEqual([]);
  expect(changes.filter(({ delay_ms }) => (delay_ms ?? 0) > AT_MOST_MS)).toEqual([]);
  expect(wrong).toEqual([]);
};

test('working and done are told as they are', async () => {
  const { model, project } = await claudeProject({
    WORK: [
      { calls: [{ run: 'echo a > a.txt', why: 'A' }], delay: 300 },
      { calls: [{ run: 'echo b > b.txt', why: 'B' }], gap: 20 },
      { says: 'Both are there.', gap: 20 },
    ],
  });
  project.day([task('WORK')]);
  const day = project.start();
  expect(await day.exit()).toBe(0);
  expectTrue('a plain task', day, truthOf(model.ledger.entries));
});

test.each([
  ['a permission, approved', asksFirst, ['approve']],
  ['a permission, denied', asksFirst, ['deny']],
  ['a question, answered', { ask: 'Which colour?', options: ['Red', 'Blue'] }, ['answer', '--option', '1']],
] as const)('%s: that it waits is told as it is', async (story, call, [verb, ...words]) => {
  const { model, project } = await claudeProject({ WORK: [{ calls: [call] }, { says: 'So be it.' }] });
  project.day([task('WORK')]);
  const day = project.start();
  const { ask } = await day.event('ask.opened');
  await day.event('session.state', ({ state }) => state === 'blocked');
  await project.does(verb, ask, ...words);
  expect(await day.exit()).toBe(0);
  expectTrue(
    story,
    day,
    truthOf(model.ledger.entries, ({ turn }) => turn === 0),
  );
});

test('interrupted with Esc it is idle, and goes on when told to', async () => {
  const { model, project } = await claudeProject({
    // Interrupted before its first word it would put its prompt back to be typed anew.
    WORK: [
      { says: 'I look.', calls: [{ run: 'ls', why: 'Look' }] },
      { gate: 'thinking', says: 'Never said.' },
    ],
    ANEW: [{ says: 'Here you are.' }],
  });
  project.day([task('WORK')]);
  const day = project.start();
  const { session } = await day.event('session.started');
  await model.reached('thinking');
  await day.event('session.state', ({ state }) => state === 'working');
  const pane = await Pane.of(project, session ?? '');
  const esc = Date.now();
  pane.type('\x1b');
  await day.event('session.state', ({ state }) => state === 'idle');
  await pane.shows('Interrupted');
  pane.type('\x15Go on. [[ANEW]]');
  await pane.shows('Go on. [[ANEW]]');
  pane.type('\r');
  expect(await day.exit()).toBe(0);
  pane.close();
  const [first, , ...others] = model.ledger.entries;
  expectTrue('interrupted with Esc', day, [
    { at: first?.began ?? 0, state: 'working' },
    { at: esc, state: 'idle' },
    ...truthOf(others),
  ]);
});

test('a wrong key is told as the error it is', async () => {
  const { model, project } = await claudeProject({ WORK: [{ says: 'No.', fault: { kind: 'auth' } }] });
  project.day([task('WORK')]);
  const day = project.start();
  await day.event('session.state', ({ state }) => state === 'error');
  await day.event('session.trouble');
  await project.does('stop', '--now');
  await day.exit();
  const entries = model.ledger.entries;
  expectTrue('a wrong key', day, [
    { at: entries[0]?.began ?? 0, state: 'working' },
    { at: entries.at(-1)?.ended ?? 0, state: 'error' },
  ]);
});
