import { describe, expect, it } from 'vitest';
import { Day, noAsk, spec } from './day.ts';

const asking = (): Day => {
  const day = new Day();
  day.start([spec('a')]);
  day.begins('a');
  day.asks('a', 'k1');
  day.did();
  return day;
};

const sent = (day: Day, ask = 'q1', key = 'k1'): void =>
  day.fact('a', { type: 'session.answer_sent', ask, key, via: 'file' });

describe('a question', () => {
  it('waits in the inbox, and its task shows that it waits', () => {
    const day = asking();
    expect(day.shows('a')).toBe('waiting');
    expect(day.state.asks.get('q1')).toMatchObject({ state: 'open', body: { text: 'Which one?' } });
  });

  it('is sent when the host wrote the answer, delivered only when the agent went on', () => {
    const day = asking();
    expect(day.wish({ do: 'ask.answer', ask: 'q1', option: 2 })).toBeNull();
    expect(day.did()).toEqual(['deliver']);
    expect(day.state.asks.get('q1')?.state).toBe('open');
    sent(day);
    expect(day.state.asks.get('q1')?.state).toBe('sent');
    day.fact('a', { type: 'session.state', state: 'blocked', source: 'osc', message: null });
    expect(day.state.asks.get('q1')?.state).toBe('sent');
    day.works('a');
    expect(day.state.asks.get('q1')).toMatchObject({ state: 'delivered', proof: 'working (report)' });
    expect(day.state.open.isEmpty()).toBe(true);
  });

  it('is not proven delivered by what the agent did before the answer went out', () => {
    const day = asking();
    day.wish({ do: 'ask.answer', ask: 'q1', text: 'B, please' });
    day.works('a');
    expect(day.state.asks.get('q1')?.state).toBe('open');
    sent(day);
    expect(day.state.asks.get('q1')?.state).toBe('sent');
  });

  it('comes back when the answer could not be delivered', () => {
    const day = asking();
    day.wish({ do: 'ask.answer', ask: 'q1', text: 'B' });
    day.fact('a', { type: 'session.answer_failed', ask: 'q1', key: 'k1', why: 'no such dialog' });
    expect(day.shows('a')).toBe('waiting');
    expect(day.wish({ do: 'ask.answer', ask: 'q1', text: 'B' })).toBeNull();
  });

  it('closes by itself when the person answers in the pane', () => {
    const day = asking();
    day.fact('a', { type: 'session.ask_gone', key: 'k1', how: 'answered in its pane' });
    expect(day.state.asks.get('q1')).toMatchObject({ state: 'closed', how: 'answered in its pane' });
    expect(day.wish({ do: 'ask.answer', ask: 'q1', option: 1 })?.code).toBe('ask.closed');
  });

  it('keeps waiting when the session is cut short, and is the same ask when it is asked again', () => {
    const day = asking();
    day.exits('a', null, 'SIGKILL');
    expect(day.state.asks.get('q1')?.state).toBe('open');
    expect(day.wish({ do: 'ask.answer', ask: 'q1', option: 1 })).toBeNull();
    day.begins('a');
    day.did();
    day.asks('a', 'k1');
    expect([...day.state.open]).toEqual(['q1']);
    expect(day.did()).toEqual(['deliver']);
  });

  it('refuses an option that is not there and an empty answer, with a reason', () => {
    const day = asking();
    expect(day.wish({ do: 'ask.answer', ask: 'q1', option: 3 })?.what).toBe('q1 has 2 options, not 3');
    expect(day.wish({ do: 'ask.answer', ask: 'q1', text: ' ' })?.what).toBe('the answer to q1 is empty');
    expect(day.wish({ do: 'ask.approve', ask: 'q1' })?.mend).toBe('`orch answer` it');
    expect(day.wish({ do: 'ask.answer', ask: 'q9', option: 1 })?.code).toBe('ask.unknown');
  });
});

describe('a violation', () => {
  const broken = (): Day => {
    const day = new Day();
    day.start([spec('a')]);
    day.begins('a');
    day.did();
    day.breaksRule('a');
    return day;
  };

  it('freezes the agent at once', () => {
    const day = broken();
    expect(day.did()).toEqual(['pause']);
    expect(day.shows('a')).toBe('waiting');
  });

  it('lets the agent run again to hear that it was denied', () => {
    const day = broken();
    day.did();
    expect(day.wish({ do: 'ask.deny', ask: 'v1', reason: 'never' })).toBeNull();
    expect(day.did()).toEqual(['continue', 'deliver']);
  });

  it('can end the agent', () => {
    const day = broken();
    day.did();
    day.wish({ do: 'ask.deny', ask: 'v1', reason: null, kill: true });
    expect(day.did()).toEqual(['kill']);
    day.exits('a', null, 'SIGKILL');
    expect(day.task('a').why).toBe('killed by you');
  });

  it('is answered by a rule once it was allowed always', () => {
    const day = broken();
    day.wish({ do: 'ask.approve', ask: 'v1', rule: { scope: 'all', lasts: 'ever' } });
    expect(day.state.rules).toMatchObject([{ id: 'r1', subject: 'git commit -am wip', answer: 'allow' }]);
    sent(day, 'v1', 'v1');
    day.works('a');
    day.did();
    day.fact('a', {
      type: 'session.violated',
      key: 'v2',
      source: 'file',
      ask: day.state.asks.get('v1')?.body ?? noAsk,
    });
    expect(day.did()).toEqual(['pause', 'continue', 'deliver']);
    expect(day.state.asks.get('v2')?.by).toBe('rule r1');
  });
});

describe('risk', () => {
  const risky = spec('deploy', { risk: 'high' });

  it('asks for approval before the task starts, and starts it when approved', () => {
    const day = new Day();
    day.start([risky]);
    expect(day.running()).toEqual([]);
    expect(day.shows('deploy')).toBe('waiting');
    expect(day.wish({ do: 'ask.approve', ask: 'a1' })).toBeNull();
    expect(day.running()).toEqual(['deploy']);
  });

  it('gives a refused task to the person and ends the day with 1', () => {
    const day = new Day();
    day.start([risky]);
    day.wish({ do: 'ask.deny', ask: 'a1', reason: 'not on a Friday' });
    expect(day.shows('deploy')).toBe('needs_review');
    expect(day.task('deploy').why).toBe('refused: not on a Friday');
    expect(day.state.exit).toBe(1);
  });

  it('is approved by --yes, but never a dangerous pattern', () => {
    const step = { skill: 'bash', args: ['-c', 'rm -rf /'], timeout_ms: 1000, optional: false };
    const day = new Day();
    day.start([risky, spec('wipe', { agents: ['steps'], steps: [step] })], { yes: true });
    expect(day.running()).toEqual(['deploy']);
    expect(day.shows('wipe')).toBe('waiting');
  });

  it('asks again when an approved task has become riskier', () => {
    const day = new Day();
    day.start([spec('a'), { ...risky, depends_on: ['a'] }]);
    day.wish({ do: 'ask.approve', ask: 'a1' });
    const push = { skill: 'git', args: ['push', 'origin', 'main'], timeout_ms: 1000, optional: false };
    const tasks = [spec('a'), { ...risky, depends_on: ['a'], agents: ['steps'], steps: [push] }];
    const file = { date: '2026-11-21', max_cost_usd: null, max_agents: null, tasks };
    day.give({ kind: 'file', file: 'tasks/today.yaml', day: file });
    expect(day.shows('deploy')).toBe('waiting');
  });
});

describe('a silent agent', () => {
  it('is brought before the person, who waits on, kills it, or tries again', () => {
    const day = new Day();
    day.start([spec('a')]);
    day.begins('a');
    day.passes(14 * 60_000);
    expect(day.state.open.isEmpty()).toBe(true);
    day.passes(2 * 60_000);
    expect(day.state.asks.get('s1')?.body.text).toBe('No sign of work from a for 15 min');
    day.did();
    day.wish({ do: 'ask.answer', ask: 's1', option: 3 });
    expect(day.did()).toEqual(['kill']);
    day.exits('a', null, 'SIGKILL');
    day.passes(1);
    expect(day.running()).toEqual(['a']);
  });

  it('may be silent while it waits for the person', () => {
    const day = asking();
    day.passes(60 * 60_000);
    expect([...day.state.open]).toEqual(['q1']);
  });
});

describe('an unattended day', () => {
  it('is halted when only a person could go on and nobody came', () => {
    const day = new Day();
    day.start([spec('a')], { wait_ms: 30_000 });
    day.begins('a');
    day.asks('a', 'k');
    day.passes(29_000);
    expect(day.state.phase).toBe('running');
    day.passes(2_000);
    expect(day.did()).toContain('halt');
    day.exits('a', null, 'SIGTERM');
    expect(day.state).toMatchObject({ phase: 'ended', exit: 1 });
    expect(day.state.asks.get('q1')?.state).toBe('open');
  });
});
