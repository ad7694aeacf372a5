import { expect, test } from 'vitest';
import { Played } from './played.ts';

test('a turn whose beginning is heard before that of its session ends all the same', () => {
  const played = new Played();
  played.hook('BeforeAgent', { prompt: 'Do it.' });
  played.hook('SessionStart', { source: 'startup' });
  played.row({ id: 'u1', type: 'user', content: [{ text: 'Do it.' }] });
  played.says('g1', 'All done.');
  played.hook('AfterAgent', { prompt_response: 'All done.' });
  expect(played.of('session.turn_ended')).toEqual([
    { type: 'session.turn_ended', source: 'hook', text: 'All done.' },
  ]);
  expect(played.states).toEqual(['working (hook)', 'done (hook)']);
});
