import { describe, expect, it } from 'vitest';
import type { AskEntry } from '../../../src/state/model.ts';
import { Day, spec } from './day.ts';

const MINUTE = 60_000;

const working = (...tasks: readonly string[]): Day => {
  const day = new Day();
  day.start(tasks.map((id) => spec(id)));
  for (const id of tasks) day.begins(id);
  return day;
};

const ask = (day: Day, id: string): AskEntry | undefined => day.state.asks.get(id);

describe('a rule', () => {
  it('answers asks alike that wait already, whoever asks, and no others', () => {
    const day = working('a', 'b', 'c');
    day.wantsTo('a', 'npm test');
    day.wantsTo('b', 'npm test');
    day.wantsTo('c', 'npm install');
    day.did();
    day.wish({ do: 'ask.approve', ask: 'p1', rule: { scope: 'all', lasts: 'ever' } });
    expect(ask(day, 'p2')?.answer).toEqual({ kind: 'allow' });
    expect(ask(day, 'p3')?.answer).toBeNull();
    expect(day.did()).toEqual(['deliver', 'deliver']);
  });

  it('for one task answers nobody else, and never outlives the day', () => {
    const day = working('a', 'b');
    day.wantsTo('a', 'npm test');
    day.wantsTo('b', 'npm test');
    day.wish({ do: 'ask.approve', ask: 'p1', rule: { scope: 'task', lasts: 'ever' } });
    expect(day.state.rules).toMatchObject([{ task: 'a', until: 'day' }]);
    expect(ask(day, 'p2')?.answer).toBeNull();
  });

  it('that denies tells the agents why, now and later', () => {
    const day = working('a', 'b');
    day.wantsTo('a', 'npm publish');
    const rule = { scope: 'all', lasts: 'ever' } as const;
    day.wish({ do: 'ask.deny', ask: 'p1', reason: 'we never publish', rule });
    day.wantsTo('b', 'npm publish');
    expect(ask(day, 'p2')).toMatchObject({
      answer: { kind: 'deny', reason: 'we never publish' },
      by: 'rule r1',
    });
  });

  it('denying with a kill ends that agent alone', () => {
    const day = working('a', 'b');
    day.breaksRule('a');
    day.breaksRule('b');
    day.did();
    const rule = { scope: 'all', lasts: 'day' } as const;
    day.wish({ do: 'ask.deny', ask: 'v1', reason: null, kill: true, rule });
    expect(day.did()).toEqual(['kill', 'continue', 'deliver']);
    expect(ask(day, 'v2')?.answer).toEqual({ kind: 'deny', reason: null });
  });

  it('answers nothing once its time is up', () => {
    const day = working('a', 'b', 'c');
    day.wantsTo('a', 'npm test');
    day.wish({ do: 'ask.approve', ask: 'p1', rule: { scope: 'all', lasts: 10 * MINUTE } });
    day.passes(10 * MINUTE - 1);
    day.wantsTo('b', 'npm test');
    expect(ask(day, 'p2')?.by).toBe('rule r1');
    day.passes(1);
    day.wantsTo('c', 'npm test');
    expect(ask(day, 'p3')?.answer).toBeNull();
  });

  it('takes the place of what was said of the same before', () => {
    const day = working('a', 'b');
    day.wantsTo('a', 'npm test');
    day.wish({ do: 'ask.approve', ask: 'p1', rule: { scope: 'all', lasts: MINUTE } });
    day.passes(MINUTE);
    day.wantsTo('b', 'npm test');
    day.wish({ do: 'ask.deny', ask: 'p2', reason: null, rule: { scope: 'all', lasts: 'ever' } });
    expect(day.state.rules).toMatchObject([{ id: 'r2', answer: 'deny', until: null }]);
  });

  it('is refused where something dangerous would be allowed always, and can still deny it', () => {
    const day = working('a');
    day.wantsTo('a', 'rm -rf /');
    const rule = { scope: 'all', lasts: 'ever' } as const;
    const refusal = day.wish({ do: 'ask.approve', ask: 'p1', rule });
    expect(refusal).toMatchObject({ code: 'rule.wrong' });
    expect(refusal?.what).toContain('p1 cannot be allowed always, it is dangerous: deletes everything');
    expect(ask(day, 'p1')?.answer).toBeNull();
    expect(day.wish({ do: 'ask.deny', ask: 'p1', reason: null, rule })).toBeNull();
  });

  it('cannot start a dangerous task by itself', () => {
    const day = new Day();
    const step = { skill: 'bash', args: ['-c', 'rm -rf /'], timeout_ms: 1000, optional: false };
    day.start([spec('wipe', { agents: ['steps'], steps: [step] })]);
    const rule = { scope: 'all', lasts: 'ever' } as const;
    expect(day.wish({ do: 'ask.approve', ask: 'a1', rule })?.code).toBe('rule.wrong');
    expect(day.running()).toEqual([]);
  });
});

describe('a new day', () => {
  it('takes along what holds for good, and drops the rest by name', () => {
    const day = new Day();
    const base = { kind: 'permission', answer: 'allow', task: null } as const;
    const rules = [
      { ...base, id: 'r1', subject: 'old' },
      { ...base, id: 'r2', subject: 'for good', until: null },
      { ...base, id: 'r3', subject: 'yesterday', until: 'day' as const },
      { ...base, id: 'r4', subject: 'expired', until: day.now },
      { ...base, id: 'r5', subject: 'still holds', until: day.now + MINUTE },
      { ...base, id: 'r6', subject: 'of one task', task: 'a', until: day.now + MINUTE },
    ];
    day.start([spec('a')], {}, { rules });
    expect(day.state.rules.map(({ id }) => id)).toEqual(['r1', 'r2', 'r5']);
    expect(day.events.flatMap((event) => (event.type === 'rule.removed' ? [event.rule] : []))).toEqual([
      'r3',
      'r4',
      'r6',
    ]);
  });
});
