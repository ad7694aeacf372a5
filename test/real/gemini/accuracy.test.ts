import { expect, test } from 'vitest';
import { gemini } from '../../../src/agents/gemini/gemini.ts';
import type { RunningDay } from '../../e2e/running-day.ts';
import { note, seenOf, type Truth, truthOf, wrongOf } from '../accuracy.ts';
import { Pane } from '../pane.ts';
import { geminiProject, task } from './stage.ts';

/** A second is the promise; a machine under load may be late with the clock itself. */
const AT_MOST_MS = 3_000;

const expectTrue = (story: string, day: RunningDay, truths: readonly Truth[]): void => {
  const changes = seenOf(day, truths);
  const wrong = wrongOf(day, truths);
  note({ agent: 'gemini', version: gemini.detect.tested ?? '', story, changes, wrong });
  expect(changes.filter(({ source }) => source === null)).toEqual([]);
  expect(changes.filter(({ delay_ms }) => (delay_ms ?? 0) > AT_MOST_MS)).toEqual([]);
  expect(wrong).toEqual([]);
};

const writes = (file: string) => ({ name: 'write_file', input: { file_path: file, content: file } });

test('working and done are told as they are', async () => {
  const { model, project } = await geminiProject({
    WORK: [
      { calls: [writes('a.txt')], delay: 300 },
      { calls: [writes('b.txt')], gap: 20 },
      { says: 'Both are there.', gap: 20 },
    ],
  });
  project.day([task('WORK')]);
  const day = project.start('--wait', '30s');
  expect(await day.exit()).toBe(0);
  expectTrue('a plain task', day, truthOf(model.ledger.entries));
});

const asksFirst = { run: 'mkdir -p a', why: 'May I?' };
const colour = { ask: 'Which colour?', options: ['Red', 'Blue'] };

test.each([
  ['a permission, approved', asksFirst, ['approve']],
  ['a permission, denied', asksFirst, ['deny']],
  ['a question, answered', colour, ['answer', '--option', '2']],
] as const)('%s: that it waits is told as it is', async (story, call, [verb, ...words]) => {
  const { model, project } = await geminiProject({ WORK: [{ calls: [call] }, { says: 'So be it.' }] });
  project.day([task('WORK')]);
  const day = project.start('--wait', '30s');
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
  const { model, project } = await geminiProject({
    WORK: [{ gate: 'thinking', says: 'Never said.' }],
    ANEW: [{ says: 'Here you are.' }],
  });
  project.day([task('WORK')]);
  const day = project.start('--wait', '30s');
  const { session } = await day.event('session.started');
  await model.reached('thinking');
  await day.event('session.state', ({ state }) => state === 'working');
  const pane = await Pane.of(project, session ?? '');
  const esc = Date.now();
  pane.type('\x1b');
  await day.event('session.state', ({ state, source }) => state === 'idle' && source === 'file');
  await pane.shows('Request cancelled.');
  await pane.shows('Type your message');
  pane.type('\x15Go on. [[ANEW]]');
  await pane.shows('Go on. [[ANEW]]');
  pane.type('\r');
  expect(await day.exit()).toBe(0);
  pane.close();
  const [first, ...others] = model.ledger.entries.filter(({ asked }) => !asked.background);
  expectTrue('interrupted with Esc', day, [
    { at: first?.began ?? 0, state: 'working' },
    { at: esc, state: 'idle' },
    ...truthOf(others),
  ]);
});

test('a wrong key is told as the error it is', async () => {
  const { model, project } = await geminiProject({ WORK: [{ says: 'No.', fault: { kind: 'auth' } }] });
  project.day([task('WORK')]);
  const day = project.start('--wait', '30s');
  await day.event('session.state', ({ state }) => state === 'error');
  await day.event('session.trouble', ({ ended }) => ended);
  await project.does('stop', '--now');
  await day.exit();
  const entries = model.ledger.entries.filter(({ asked }) => !asked.background);
  expectTrue('a wrong key', day, [
    { at: entries[0]?.began ?? 0, state: 'working' },
    { at: entries.at(-1)?.ended ?? 0, state: 'error' },
  ]);
});
