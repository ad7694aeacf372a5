import { describe, expect, test } from 'vitest';
import { Day, noAsk, spec } from './day.ts';

/** A day with one task at work, of an agent that stays when its turn ends. */
const atWork = (more: Parameters<typeof spec>[1] = {}): Day => {
  const day = new Day();
  day.start([spec('a', more)]);
  day.begins('a');
  day.did();
  return day;
};

const endsTurn = (day: Day, text: string | null = 'All done.'): void =>
  day.fact('a', { type: 'session.turn_ended', source: 'hook', text });

const judged = (day: Day, ok: readonly (boolean | null)[]): void => {
  const { turn } = day.state.sessions.get(day.session('a')) ?? {};
  const checks = ok.map((value, i) => ({ what: `check ${i}`, ok: value, detail: 'so it is' }));
  day.give({
    kind: 'outcome',
    draft: { type: 'attempt.checked', task: 'a', attempt: 1, checks, diff: null, turn: turn?.n ?? 0 },
  });
};

describe('an agent that ends its turn', () => {
  test('is judged while it lives, ended when accepted, and its task is done', () => {
    const day = atWork();
    endsTurn(day);
    expect(day.effects).toMatchObject([{ do: 'check', task: 'a', turn: 3 }]);
    judged(day, [true]);
    expect(day.last('session.ending')).toMatchObject({ cause: 'finished' });
    day.exits('a', null, 'SIGTERM');
    expect(day.shows('a')).toBe('done');
    expect(day.last('day.ended')).toMatchObject({ exit: 0 });
  });

  test('with work left is told once what is missing, and judged again', () => {
    const day = atWork();
    endsTurn(day);
    judged(day, [true, false]);
    const { text, key } = day.last('session.nudged') ?? { text: '', key: '' };
    expect(text).toContain('check 1: so it is');
    expect(text).not.toContain('check 0');
    expect(day.effects.at(-1)).toMatchObject({ do: 'tell', key, text });
    expect(day.running()).toEqual(['a']);
    day.works('a');
    endsTurn(day);
    judged(day, [true, true]);
    day.exits('a');
    expect(day.shows('a')).toBe('done');
  });

  test('with work left a second time is left to a person', () => {
    const day = atWork();
    endsTurn(day);
    judged(day, [false]);
    day.works('a');
    endsTurn(day);
    judged(day, [false]);
    day.exits('a');
    expect(day.shows('a')).toBe('needs_review');
    expect(day.task('a').why).toContain('check 0');
    expect(day.events.filter((event) => event.type === 'session.nudged')).toHaveLength(1);
  });

  test('and cannot be told what is missing is left to a person', () => {
    const day = atWork();
    endsTurn(day);
    judged(day, [false]);
    day.fact('a', { type: 'session.tell_failed', key: 'nudge-1', why: 'a dialog is open' });
    day.exits('a');
    expect(day.shows('a')).toBe('needs_review');
    expect(day.last('notice.posted')?.text).toContain('a dialog is open');
  });

  test('while it waits for an answer is not judged before it has it', () => {
    const day = atWork();
    day.asks('a', 'file:1');
    endsTurn(day);
    expect(day.did()).toEqual([]);
    day.wish({ do: 'ask.answer', ask: 'q1', option: 1 });
    expect(day.did()).toEqual(['deliver']);
    day.works('a');
    endsTurn(day);
    expect(day.did()).toEqual(['check']);
  });

  test('and works again before the verdict is not judged by what was', () => {
    const day = atWork();
    endsTurn(day);
    const before = day.state.sessions.get(day.session('a'))?.turn?.n ?? 0;
    day.works('a');
    const checks = [{ what: 'c', ok: true, detail: '' }];
    day.give({
      kind: 'outcome',
      draft: { type: 'attempt.checked', task: 'a', attempt: 1, checks, diff: null, turn: before },
    });
    expect(day.last('session.ending')).toBeUndefined();
    expect(day.running()).toEqual(['a']);
  });

  test('is judged by the next engine where this one died over it', () => {
    const day = atWork();
    endsTurn(day);
    day.did();
    day.give({ kind: 'recovered' });
    expect(day.did()).toEqual(['check']);
  });
});

test('a session that goes on hears, at the end of its turn, what its forerunner was answered', () => {
  const day = atWork();
  day.asks('a', 'hook:1');
  day.exits('a', null, 'SIGKILL');
  day.begins('a');
  day.did();
  day.wish({ do: 'ask.answer', ask: 'q1', option: 2 });
  day.did();
  endsTurn(day, null);
  expect(day.effects).toMatchObject([{ do: 'deliver', ask: 'q1' }]);
});

test('an agent in a dialog nobody told of is left alone for a while where a person says to wait on', () => {
  const day = atWork();
  day.fact('a', { type: 'session.state', state: 'blocked', source: 'osc', message: 'approve Bash: ls' });
  day.passes(11_000);
  day.wish({ do: 'ask.answer', ask: day.last('ask.opened')?.ask ?? '', option: 1 });
  day.passes(60_000);
  expect(day.state.open.size).toBe(0);
  day.passes(15 * 60_000);
  expect(day.state.open.size).toBe(1);
});

test('an agent in a dialog nobody told of lands in the inbox within seconds, and leaves it when it goes on', () => {
  const day = atWork();
  day.fact('a', { type: 'session.state', state: 'blocked', source: 'osc', message: 'approve Bash: ls' });
  day.passes(11_000);
  expect(day.last('ask.opened')?.body).toMatchObject({ kind: 'stuck', context: 'approve Bash: ls' });
  day.works('a');
  expect(day.last('ask.closed')).toMatchObject({ how: 'it works again' });
});

describe('two sources', () => {
  test('that disagree are shown as such; the surer one counts', () => {
    const day = atWork();
    day.fact('a', { type: 'session.state', state: 'idle', source: 'title', message: null });
    const session = day.state.sessions.get(day.session('a'));
    expect(session).toMatchObject({ state: 'working', source: 'osc' });
    expect(day.why('a')).toBe('working (report); but window title said idle 0 s ago');
  });

  test('of the same rank: the later counts', () => {
    const day = atWork();
    day.fact('a', { type: 'session.state', state: 'blocked', source: 'hook', message: null });
    expect(day.state.sessions.get(day.session('a'))).toMatchObject({ state: 'blocked', source: 'hook' });
  });
});

test('a violation that is pending keeps the turn from being judged', () => {
  const day = atWork();
  const ask = { ...noAsk, text: 'tried git commit', subject: 'git commit', layer: 'hook' };
  day.fact('a', { type: 'session.violated', key: 'v', source: 'hook', ask });
  day.did();
  endsTurn(day);
  expect(day.did()).toEqual([]);
});
