import { describe, expect, it } from 'vitest';
import { Day, spec } from './day.ts';

const capped = (usd: number, tasks = [spec('a'), spec('b'), spec('c')]): Day => {
  const day = new Day();
  day.start(tasks, { max_agents: 2, max_cost_usd: usd });
  day.begins('a');
  return day;
};

describe('caps', () => {
  it('warns once at three quarters', () => {
    const day = capped(10);
    day.spends('a', 7.4);
    expect(day.last('cap.warned')).toBeUndefined();
    day.spends('a', 0.2);
    day.spends('a', 0.2);
    expect(day.events.filter((event) => event.type === 'cap.warned')).toHaveLength(1);
  });

  it('halts all that runs at the cap, starts nothing new, and ends the day with 3', () => {
    const day = capped(10);
    day.begins('b');
    day.did();
    day.spends('a', 10);
    expect(day.did()).toEqual(['halt', 'halt']);
    day.exits('a', null, 'SIGTERM');
    day.exits('b', null, 'SIGTERM');
    expect(day.running()).toEqual([]);
    expect(day.task('a').hold).toBe('cap');
    expect(day.last('day.ended')).toMatchObject({ exit: 3 });
  });

  it('goes on with the same conversation when the cap is raised', () => {
    const day = capped(10, [spec('a')]);
    day.spends('a', 11);
    day.exits('a', null, 'SIGTERM');
    expect(day.wish({ do: 'cap.raise', task: null, by_usd: 5 })).toBeNull();
    expect(day.state.open.size).toBe(0);
    expect(day.running()).toEqual(['a']);
    expect(day.last('attempt.started')).toMatchObject({ attempt: 1, resumes: '2026-11-21.a.1' });
  });

  it('stays shut when it is raised by too little', () => {
    const day = capped(10, [spec('a')]);
    day.spends('a', 12);
    day.exits('a', null, 'SIGTERM');
    day.wish({ do: 'cap.raise', task: null, by_usd: 1 });
    expect(day.running()).toEqual([]);
    expect(day.state.capped).toBe(true);
    expect([...day.state.open]).toHaveLength(1);
  });

  it('halts only the task whose own cap is reached, by dollars or by tokens', () => {
    const day = capped(100, [spec('a', { max_cost_usd: 1 }), spec('b', { max_tokens: 500 }), spec('c')]);
    day.begins('b');
    day.spends('a', 1);
    day.exits('a', null, 'SIGTERM');
    expect(day.task('a').hold).toBe('cap');
    expect(day.running()).toEqual(['b', 'c']);
    day.spends('b', null, 500);
    day.exits('b', null, 'SIGTERM');
    expect(day.task('b').hold).toBe('cap');
  });

  it('counts what cannot be priced as unknown, never as nothing', () => {
    const day = capped(10);
    day.spends('a', null, 250);
    expect(day.state.spend).toMatchObject({ usd: 0, unknown_tokens: 250 });
    expect(day.last('session.usage')).toMatchObject({ usd: null, usd_source: 'unknown' });
  });

  it('refuses to raise a cap by nothing, or one that is not there', () => {
    const day = capped(10);
    expect(day.wish({ do: 'cap.raise', task: null, by_usd: 0 })?.code).toBe('cap.wrong');
    expect(day.wish({ do: 'cap.raise', task: null, by_usd: Number.NaN })?.code).toBe('cap.wrong');
    expect(day.wish({ do: 'cap.raise', task: 'a', by_usd: 1 })?.what).toBe(
      'a has no cap in dollars of its own',
    );
    expect(day.wish({ do: 'cap.raise', task: 'x', by_usd: 1 })?.code).toBe('task.unknown');
  });
});

it('what an agent told no use of is remembered as unknown, not as free', () => {
  const day = new Day();
  day.start([spec('told'), spec('mute')], { max_agents: 2 });
  day.begins('told');
  day.spends('told', 0.5);
  day.exits('told');
  day.checked('told', [true]);
  day.finishes('mute');
  const costs = day.events.flatMap((event) =>
    event.type === 'task.ended' ? [[event.task, event.history.usd]] : [],
  );
  expect(Object.fromEntries(costs)).toEqual({ told: 0.5, mute: null });
});
