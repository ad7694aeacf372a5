import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/event.ts';
import { initialState } from '../../src/state/model.ts';
import { planLines, planWindows } from '../../src/state/plan-windows.ts';
import { reduce } from '../../src/state/reduce.ts';
import { statusOf } from '../../src/state/select.ts';
import { added, aTask, begun, eventsOf, minute, opened } from '../fixtures/a-day.ts';

const told = (window: string, used: number, resets_at: number | null): Draft => ({
  type: 'session.quota',
  task: 'docs',
  session: 'docs.1',
  window,
  used,
  resets_at,
});

const dayWith = (...quotas: readonly Draft[]) =>
  eventsOf([
    [0, opened()],
    [0, added(aTask('docs'), 0)],
    [1, begun('docs', 1)],
    ...quotas.map((quota) => [2, quota] as const),
  ]).reduce(reduce, initialState);

describe('the windows of a plan', () => {
  it('are told as the agent told them last, the shorter one first', () => {
    const state = dayWith(
      told('7d', 0.12, minute(3 * 24 * 60 + 5)),
      told('5h', 0.3, minute(100)),
      told('5h', 0.418, minute(125)),
    );
    expect(planLines(planWindows(state), minute(5))).toEqual([
      'plan of claude: 5h 42% used, reset in 2 h; 7d 12% used, reset in 3 days',
    ]);
    expect(planLines(planWindows(state), minute(119))[0]).toContain('5h 42% used, reset in 6 min');
  });

  it('say nothing any more once they were reset', () => {
    const state = dayWith(told('5h', 1, minute(60)), told('7d', 0.5, null));
    expect(planLines(planWindows(state), minute(60))).toEqual(['plan of claude: 7d 50% used']);
    expect(planLines(planWindows(dayWith(told('5h', 1, minute(60)))), minute(61))).toEqual([]);
  });

  it('are part of the status as data', () => {
    const { plans } = statusOf(dayWith(told('5h', 0.25, minute(60))), null, minute(2));
    expect(plans).toEqual([
      { agent: 'claude', window: '5h', used: 0.25, resets: new Date(minute(60)).toISOString() },
    ]);
  });

  it('are not there where no agent tells of a plan', () => {
    expect(planLines(planWindows(dayWith()), minute(5))).toEqual([]);
  });
});
