import { expect, test } from 'vitest';
import { opencode } from '../../../src/agents/opencode/opencode.ts';
import { accuracyOf, truthOf } from '../common/truth.ts';
import { Pane } from '../pane.ts';
import { openCodeProject, task } from './stage.ts';

const expectTrue = accuracyOf(opencode);

const asksFirst = (file: string) => ({ run: `touch ${file}` });

test('working, waiting and done are told as they are', async () => {
  const { model, project } = await openCodeProject({
    WORK: [
      { calls: [{ delegate: 'Look around. [[HELPER]]' }] },
      { calls: [asksFirst('one.txt')], delay: 300 },
      { calls: [asksFirst('two.txt')], gap: 20 },
      { calls: [{ ask: 'Which colour?', options: ['Red', 'Blue'] }] },
      { says: 'So be it.' },
    ],
    HELPER: [{ calls: [{ run: 'ls' }] }, { says: 'Nothing there.' }],
  });
  project.day([task('WORK')]);
  const day = project.start();
  const asked = async (text: string): Promise<string> => {
    const { ask, seq } = await day.event('ask.opened', ({ body }) => (body.subject ?? body.text) === text);
    await day.event('session.state', ({ state, seq: later }) => state === 'blocked' && later > seq);
    return ask;
  };
  await project.does('approve', await asked('touch one.txt'));
  await project.does('deny', await asked('touch two.txt'));
  await project.does('answer', await asked('Which colour?'), '--option', '1');
  expect(await day.exit()).toBe(0);
  const own = model.ledger.entries.filter(({ script }) => script === 'WORK');
  const story = 'a helper, a permission approved, one denied, a question answered';
  expectTrue(
    story,
    day,
    truthOf(own, ({ turn }) => [1, 2, 3].includes(turn ?? 0)),
  );
});

test('interrupted with Esc it is idle; told to go on it works; a key that is refused is an error', async () => {
  const { model, project } = await openCodeProject({
    WORK: [{ gate: 'thinking', says: 'Never said.' }],
    ANEW: [{ says: 'Never either.', fault: { kind: 'auth' } }],
  });
  project.day([task('WORK')]);
  const day = project.start();
  const { session } = await day.event('session.started');
  await model.reached('thinking');
  const pane = await Pane.of(project, session ?? '');
  await pane.shows('esc interrupt');
  pane.type('\x1b');
  await pane.shows('again to interrupt');
  const esc = Date.now();
  pane.type('\x1b');
  await day.event('session.state', ({ state }) => state === 'idle');
  pane.type('Go on. [[ANEW]]');
  await pane.shows('[[ANEW]]');
  pane.type('\r');
  await day.event('session.state', ({ state }) => state === 'error');
  pane.close();
  await project.does('stop', '--now');
  await day.exit();
  const [first, second] = model.ledger.entries;
  expectTrue('interrupted with Esc, then a wrong key', day, [
    { at: first?.began ?? 0, state: 'working' },
    { at: esc, state: 'idle' },
    { at: second?.began ?? 0, state: 'working' },
    { at: second?.ended ?? 0, state: 'error' },
  ]);
});
