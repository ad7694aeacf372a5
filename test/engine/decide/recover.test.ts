import { describe, expect, test } from 'vitest';
import { Day, spec } from './day.ts';

const back = (day: Day): string[] => {
  day.did();
  day.give({ kind: 'recovered' });
  return day.did();
};

const violated = (): { day: Day; ask: string } => {
  const day = new Day();
  day.start([spec('a')]);
  day.begins('a');
  day.breaksRule('a');
  return { day, ask: day.last('ask.opened')?.ask ?? '' };
};

describe('an engine that comes back', () => {
  test('freezes an agent that broke a rule again, as long as nobody has answered', () => {
    expect(back(violated().day)).toEqual(['pause']);
  });

  test('lets it go on, and tells it the answer, when the answer was journaled but nothing done', () => {
    const { day, ask } = violated();
    day.wish({ do: 'ask.deny', ask, reason: null });
    expect(back(day)).toEqual(['continue', 'deliver']);
  });

  test('starts what was begun but never heard of, and kills what was being ended', () => {
    const day = new Day();
    day.start([spec('a'), spec('b')]);
    day.begins('b');
    day.wish({ do: 'task.kill', task: 'b' });
    expect(back(day)).toEqual(['start', 'kill']);
  });
});

describe('an answer that went out just before its session died', () => {
  const torn = (): { day: Day; ask: string } => {
    const day = new Day();
    day.start([spec('a')]);
    day.begins('a');
    day.asks('a', 'file:x');
    const ask = day.last('ask.opened')?.ask ?? '';
    day.wish({ do: 'ask.answer', ask, option: 1 });
    day.fact('a', { type: 'session.answer_sent', ask, key: 'file:x', via: 'file' });
    day.exits('a', null, 'SIGKILL');
    return { day, ask };
  };

  test('is proved to have arrived by the session that goes on, once that is at work', () => {
    const { day, ask } = torn();
    expect(day.state.asks.get(ask)?.state).toBe('sent');
    day.begins('a');
    expect(day.state.asks.get(ask)?.state).toBe('sent');
    day.works('a');
    expect(day.state.asks.get(ask)?.state).toBe('delivered');
  });

  test('keeps no day open when nothing proves it', () => {
    const { day, ask } = torn();
    day.finishes('a');
    expect(day.state.asks.get(ask)?.state).toBe('closed');
    expect(day.state.phase).toBe('ended');
  });
});

describe('a day that is stopped', () => {
  test('gives an agent at work time to its next boundary, one that waits for a person none', () => {
    const day = new Day();
    day.start([spec('a'), spec('b')]);
    day.begins('a');
    day.begins('b');
    day.asks('b', 'file:x');
    day.effects = [];
    day.wish({ do: 'day.stop', now: false });
    const graces = day.effects.map((effect) => (effect.do === 'halt' ? effect.grace_ms : effect.do));
    expect(graces).toEqual([10_000, 1]);
  });

  test('lets one that is frozen for breaking a rule not run a moment longer', () => {
    const { day } = violated();
    day.did();
    day.wish({ do: 'day.stop', now: false });
    expect(day.did()).toEqual(['kill']);
  });
});
