import { describe, expect, it } from 'vitest';
import type { Input } from '../../../src/engine/decide/input.ts';
import { deliver, tell } from '../../../src/engine/run/deliver-answer.ts';
import type { EffectParts } from '../../../src/engine/run/effect-parts.ts';
import { Day, spec } from '../decide/day.ts';

/** What an effect on this day posts; the demo agent takes no words, so no host is asked. */
const posted = async (day: Day, act: (parts: EffectParts) => Promise<void>): Promise<Input[]> => {
  const inputs: Input[] = [];
  const parts = { state: () => day.state, post: (input: Input) => inputs.push(input) };
  await act(parts as unknown as EffectParts);
  return inputs;
};

const atRest = (): Day => {
  const day = new Day();
  day.start([spec('a')]);
  day.begins('a');
  day.fact('a', { type: 'session.turn_ended', source: 'hook', text: null });
  return day;
};

describe('an agent at rest that takes no words', () => {
  it('is not left alone with an answer for its forerunner: that comes back as untold, and it begins again', async () => {
    const day = new Day();
    day.start([spec('a')]);
    day.begins('a');
    day.asks('a', 'k');
    day.exits('a', null, 'SIGKILL');
    day.wish({ do: 'ask.answer', ask: 'q1', option: 1 });
    day.begins('a');
    day.fact('a', { type: 'session.turn_ended', source: 'hook', text: null });
    const [untold] = await posted(day, (parts) => deliver(parts, 'q1'));
    expect(untold).toMatchObject({ kind: 'untold', session: day.session('a'), key: 'answer-q1' });
    if (untold !== undefined) day.give(untold);
    expect(day.last('session.ending')).toMatchObject({ cause: 'recovery' });
  });

  it('is not left alone with what is missing either', async () => {
    const day = atRest();
    const session = day.session('a');
    const inputs = await posted(day, (parts) =>
      tell(parts, { do: 'tell', session, key: 'nudge-1', text: 'x' }),
    );
    expect(inputs).toEqual([{ kind: 'untold', session, key: 'nudge-1', why: 'it takes no words' }]);
  });
});
