import { describe, expect, test } from 'vitest';
import { Day, spec } from './day.ts';

const endsTurn = (day: Day): void =>
  day.fact('a', { type: 'session.turn_ended', source: 'hook', text: 'All done.' });

const turnOf = (day: Day): number => day.state.sessions.get(day.session('a'))?.turn?.n ?? 0;

const judged = (day: Day, ok: boolean, turn = turnOf(day)): void => {
  const checks = [{ what: 'c', ok, detail: 'so it is' }];
  const draft = { type: 'attempt.checked', task: 'a', attempt: 1, checks, diff: null, turn } as const;
  day.give({ kind: 'outcome', draft });
};

/** A session at rest that is being told what is missing. */
const nudged = (): Day => {
  const day = new Day();
  day.start([spec('a')]);
  day.begins('a');
  endsTurn(day);
  judged(day, false);
  return day;
};

const isTold = (day: Day, key = 'nudge-1'): void => day.fact('a', { type: 'session.told', key, via: 'keys' });

describe('an agent that is told what is missing', () => {
  test('is told it again by the next engine, not judged again, where this one died over it', () => {
    const day = nudged();
    day.did();
    day.give({ kind: 'recovered' });
    expect(day.effects).toMatchObject([{ do: 'tell', key: 'nudge-1' }]);
  });

  test('and has heard it is left in peace by the next engine: it is about to work', () => {
    const day = nudged();
    isTold(day);
    day.did();
    day.give({ kind: 'recovered' });
    expect(day.did()).toEqual([]);
  });

  test('has its second chance, although its turn was judged twice at once', () => {
    const day = nudged();
    const turn = turnOf(day);
    judged(day, false, turn);
    isTold(day);
    judged(day, false, turn);
    expect(day.last('session.ending')).toBeUndefined();
    expect(day.events.filter((event) => event.type === 'attempt.checked')).toHaveLength(1);
  });

  test('is judged by what it did next, also where that is known before the words are known to be out', () => {
    const day = nudged();
    day.did();
    endsTurn(day);
    isTold(day);
    expect(day.did()).toEqual(['check']);
  });
});

test('a verdict on an earlier attempt says nothing of the next', () => {
  const day = new Day();
  day.start([spec('a')]);
  day.begins('a');
  day.exits('a', 0);
  day.wish({ do: 'task.kill', task: 'a' });
  day.wish({ do: 'task.retry', task: 'a' });
  day.begins('a');
  day.exits('a', 0);
  const checks = [{ what: 'c', ok: false, detail: '' }];
  const draft = { type: 'attempt.checked', task: 'a', attempt: 1, checks, diff: null } as const;
  day.give({ kind: 'outcome', draft });
  expect(day.task('a')).toMatchObject({ phase: 'checking', checks: [] });
});

test('a question asked while the checks run is waited for before the verdict counts', () => {
  const day = new Day();
  day.start([spec('a')]);
  day.begins('a');
  endsTurn(day);
  day.asks('a', 'file:1');
  judged(day, true);
  expect(day.last('session.ending')).toBeUndefined();
});

describe('words on a path outside its folder', () => {
  const denied = (): Day => {
    const day = new Day();
    const agents = [{ name: 'codex', path: '/bin/codex', signed_in: true }];
    day.start([spec('a', { agents: ['codex'] })], {}, { agents });
    day.begins('a');
    const text = "'/elsewhere': Read-only file system";
    day.fact('a', { type: 'session.trouble', source: 'hook', trouble: 'path', text, ended: true });
    day.wish({ do: 'ask.deny', ask: day.last('ask.opened')?.ask ?? '', reason: null });
    return day;
  };

  test('are sent again by the next engine where this one died over them', () => {
    const day = denied();
    day.did();
    day.give({ kind: 'recovered' });
    expect(day.effects).toMatchObject([{ do: 'tell', text: expect.stringContaining('/elsewhere') }]);
  });

  test('that do not reach it let it begin again rather than wait for ever, and use up no second chance', () => {
    const day = denied();
    day.fact('a', {
      type: 'session.tell_failed',
      key: day.last('session.nudged')?.key ?? '',
      why: 'a dialog',
    });
    expect(day.last('session.ending')).toMatchObject({ cause: 'recovery' });
    expect(day.task('a').nudges).toBe(0);
  });
});
