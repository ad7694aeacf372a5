import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/state/explain.ts';
import { Day, spec } from './day.ts';

describe('scheduling', () => {
  it('starts as many tasks as there are places, in the order of the file', () => {
    const day = new Day();
    day.start([spec('a'), spec('b'), spec('c')], { max_agents: 2 });
    expect(day.running()).toEqual(['a', 'b']);
    expect(explain(day.state, day.task('c'), day.now)).toBe('waits for one of 2 places; 2 at work');
  });

  it('prefers urgent over high over medium over low', () => {
    const day = new Day();
    const tasks = [
      spec('low', { priority: 'low' }),
      spec('medium'),
      spec('high', { priority: 'high' }),
      spec('urgent', { priority: 'urgent' }),
    ];
    day.start(tasks, { max_agents: 1, yes: true });
    const order: string[] = [];
    for (let task = day.running()[0]; task !== undefined; task = day.running()[0]) {
      order.push(task);
      day.finishes(task);
    }
    expect(order).toEqual(['urgent', 'high', 'medium', 'low']);
  });

  it('lets a task wait for what it depends on, and says for whom', () => {
    const day = new Day();
    day.start([spec('a'), spec('b', { depends_on: ['a'] })]);
    expect(day.running()).toEqual(['a']);
    expect(day.shows('b')).toBe('blocked');
    expect(explain(day.state, day.task('b'), day.now)).toBe('waits for a');
    day.finishes('a');
    expect(day.running()).toEqual(['b']);
  });

  it('leaves what depends on a failed task blocked, until that is tried again and done', () => {
    const day = new Day();
    day.start([spec('a'), spec('b', { depends_on: ['a'] })]);
    day.begins('a');
    day.exits('a', 1);
    expect(explain(day.state, day.task('b'), day.now)).toBe('waits for a, which failed');
    expect(day.last('day.ended')).toMatchObject({ exit: 1, why: '1 failed, 1 blocked' });
    expect(day.wish({ do: 'task.retry', task: 'a' })).toBeNull();
    day.finishes('a');
    day.finishes('b');
    expect(day.state.exit).toBe(0);
  });

  it('ends the day with 0 when all is done', () => {
    const day = new Day();
    day.start([spec('a'), spec('b')]);
    day.finishes('a');
    expect(day.state.phase).toBe('running');
    day.finishes('b');
    expect(day.last('day.ended')).toMatchObject({ exit: 0, why: '2 done' });
  });

  it('goes on with a conversation that was cut short before it begins anything new', () => {
    const day = new Day();
    day.start([spec('z'), spec('a', { priority: 'high' })], { max_agents: 1 });
    day.begins('a');
    day.give({
      kind: 'outcome',
      draft: { type: 'session.lost', task: 'a', session: day.session('a'), why: 'its host died' },
    });
    expect(day.running()).toEqual(['a']);
    expect(day.last('attempt.started')).toMatchObject({ task: 'a', attempt: 1, resumes: '2026-11-21.a.1' });
  });
});

describe('retries', () => {
  it('tries a failed task again with growing pauses, then gives it to the person', () => {
    const day = new Day();
    day.start([spec('a', { retries: 2 })]);
    const pauses: number[] = [];
    for (let i = 0; i < 2; i += 1) {
      day.begins('a');
      day.exits('a', 3);
      pauses.push((day.task('a').retry_at ?? 0) - day.now);
      expect(day.running()).toEqual([]);
      day.passes(pauses[i] ?? 0);
      expect(day.running()).toEqual(['a']);
    }
    expect(pauses[0]).toBeGreaterThanOrEqual(3_750);
    expect(pauses[0]).toBeLessThanOrEqual(6_250);
    expect(pauses[1]).toBeGreaterThanOrEqual(7_500);
    day.begins('a');
    day.exits('a', 3);
    expect(day.shows('a')).toBe('needs_review');
    expect(day.task('a').why).toBe('its agent ended with exit code 3; all 3 attempts used up');
  });

  it('calls a task without retries failed', () => {
    const day = new Day();
    day.start([spec('a')]);
    day.begins('a');
    day.exits('a', 2);
    expect(day.shows('a')).toBe('failed');
  });

  it('does not count being cut short as a failure, but gives up when it happens again and again', () => {
    const day = new Day();
    day.start([spec('a', { retries: 0 })]);
    for (let i = 0; i < 3; i += 1) {
      expect(day.running()).toEqual(['a']);
      day.begins('a');
      day.exits('a', null, 'SIGKILL');
    }
    expect(day.shows('a')).toBe('failed');
    expect(day.task('a').why).toBe('its agent was killed by SIGKILL, 3 times in a row');
  });

  it('ends an attempt that runs longer than its timeout, not counting the time it waits for a person', () => {
    const day = new Day();
    day.start([spec('a', { timeout_ms: 60_000 })]);
    day.begins('a');
    day.passes(50_000);
    day.asks('a', 'q');
    day.passes(3_600_000);
    expect(day.did()).not.toContain('kill');
    day.wish({ do: 'ask.answer', ask: 'q1', option: 1 });
    day.passes(9_000);
    expect(day.did()).not.toContain('kill');
    day.passes(2_000);
    expect(day.did()).toContain('kill');
    day.exits('a', null, 'SIGKILL');
    expect(day.shows('a')).toBe('needs_review');
  });
});

describe('acceptance', () => {
  it('decides over done, whatever the agent says of itself', () => {
    const day = new Day();
    day.start([spec('a')]);
    day.begins('a');
    day.exits('a', 0);
    expect(day.did()).toContain('check');
    day.checked('a', [true, false]);
    expect(day.shows('a')).toBe('needs_review');
    expect(day.task('a').why).toBe('1 of 2 checks failed: check 1: so it is');
  });

  it('leaves sentences to the person', () => {
    const day = new Day();
    day.start([spec('a')]);
    day.begins('a');
    day.exits('a', 0);
    day.checked('a', [true, null]);
    expect(day.shows('a')).toBe('done');
    expect(day.task('a').why).toBe('1 check passed, 1 for you to judge');
  });
});

describe('starting again', () => {
  const finished = (): Day => {
    const day = new Day();
    day.start([spec('a')]);
    day.finishes('a');
    return day;
  };

  it('says that a finished day is over', () => {
    const day = finished();
    expect(day.start([spec('a')])?.what).toBe('the day 2026-11-21 is over: 1 done');
  });

  it('goes on with a finished day whose file has a new task', () => {
    const day = finished();
    expect(day.start([spec('a'), spec('b')])).toBeNull();
    expect(day.running()).toEqual(['b']);
    expect(day.state.day).toBe('2026-11-21');
  });

  it('runs a finished day anew under a name of its own', () => {
    const day = finished();
    expect(day.start([spec('a')], { again: true }, { days: ['2026-11-21'] })).toBeNull();
    expect(day.state.day).toBe('2026-11-21.2');
    expect(day.running()).toEqual(['a']);
    expect(day.session('a')).toBe('2026-11-21.2.a.1');
  });

  it('attaches to a day that runs, even when it is told to run it again', () => {
    const day = new Day();
    day.start([spec('a')]);
    expect(day.start([spec('a')], { again: true })).toBeNull();
    expect(day.state.sessions.size).toBe(1);
  });

  it('refuses another day while agents are at work, and takes it when none is', () => {
    const day = new Day();
    day.start([spec('a')]);
    const other = { file: 'tasks/other.yaml' };
    expect(day.start([spec('x')], {}, other)?.code).toBe('day.other');
    day.finishes('a');
    expect(day.start([spec('x')], {}, { ...other, days: ['2026-11-21'] })).toBeNull();
    expect(day.running()).toEqual(['x']);
  });

  it('goes on with what was halted, with the same conversation', () => {
    const day = new Day();
    day.start([spec('a')]);
    day.begins('a');
    day.wish({ do: 'day.stop', now: false });
    day.exits('a', null, 'SIGTERM');
    expect(day.state).toMatchObject({ phase: 'ended', exit: 130 });
    expect(day.start([spec('a')])).toBeNull();
    expect(day.last('attempt.started')).toMatchObject({ attempt: 1, resumes: '2026-11-21.a.1' });
  });
});
