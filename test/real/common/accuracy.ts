import { expect, test } from 'vitest';
import type { FactSource } from '../../../src/domain/fact.ts';
import type { Call, Turn } from '../../fake-model/script.ts';
import { Pane } from '../pane.ts';
import type { Actor } from './actor.ts';
import { accuracyOf, truthOf } from './truth.ts';

interface Telling {
  readonly permission: Call;
  readonly question: Call;
  /** How it shows that Esc was heard and its prompt is ready. */
  readonly interrupted: readonly string[];
  /** Who says so: others may have said it before. */
  readonly idle: FactSource;
  /** What it does before it is interrupted. */
  readonly before?: readonly Turn[];
}

/** Each change of state of an agent at work, waiting, interrupted, in trouble, against what is true. */
export const toldTruly = (actor: Actor, telling: Telling): void => {
  const { stage, task, writes } = actor;
  const expectTrue = accuracyOf(actor.agent);

  test('working and done are told as they are', async () => {
    const { model, project } = await stage({
      WORK: [
        { calls: [writes('a')], delay: 300 },
        { calls: [writes('b')], gap: 20 },
        { says: 'Both are there.', gap: 20 },
      ],
    });
    project.day([task('WORK')]);
    const day = project.start();
    expect(await day.exit()).toBe(0);
    expectTrue('a plain task', day, truthOf(model.ledger.entries));
  });

  test.each([
    ['a permission, approved', telling.permission, ['approve']],
    ['a permission, denied', telling.permission, ['deny']],
    ['a question, answered', telling.question, ['answer', '--option', '2']],
  ] as const)('%s: that it waits is told as it is', async (story, call, [verb, ...words]) => {
    const { model, project } = await stage({ WORK: [{ calls: [call] }, { says: 'So be it.' }] });
    project.day([task('WORK')]);
    const day = project.start();
    const { ask } = await day.event('ask.opened');
    await day.event('session.state', ({ state }) => state === 'blocked');
    await project.does(verb, ask, ...words);
    expect(await day.exit()).toBe(0);
    const truths = truthOf(model.ledger.entries, ({ turn }) => turn === 0);
    expectTrue(story, day, truths);
  });

  test('interrupted with Esc it is idle, and goes on when told to', async () => {
    const { before = [], interrupted, idle } = telling;
    const { model, project } = await stage({
      WORK: [...before, { gate: 'thinking', says: 'Never said.' }],
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
    await day.event('session.state', ({ state, source }) => state === 'idle' && source === idle);
    for (const text of interrupted) await pane.shows(text);
    pane.type('\x15Go on. [[ANEW]]');
    await pane.shows('Go on. [[ANEW]]');
    pane.type('\r');
    expect(await day.exit()).toBe(0);
    pane.close();
    const [first, ...others] = model.ledger.entries.filter(({ asked }) => !asked.background);
    expectTrue('interrupted with Esc', day, [
      { at: first?.began ?? 0, state: 'working' },
      { at: esc, state: 'idle' },
      ...truthOf(others.slice(before.length)),
    ]);
  });

  test('a wrong key is told as the error it is', async () => {
    const { model, project } = await stage({ WORK: [{ says: 'No.', fault: { kind: 'auth' } }] });
    project.day([task('WORK')]);
    const day = project.start();
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
};
