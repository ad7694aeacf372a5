import { describe, expect, it } from 'vitest';
import { burnPerHour } from '../../../components/store/burn.ts';
import { capAt, doneAt } from '../../../components/store/outlook.ts';
import { emptyRun, folded, openRunStore } from '../../../components/store/run.ts';
import { nextTickMs } from '../../../components/store/tick.ts';
import { eventsOf, minute } from '../../fixtures/a-day.ts';
import { busyDay, contextAt, now, runOf } from '../busy-day.ts';

describe('The run', () => {
  it('takes an event once, however often it is sent', () => {
    const events = eventsOf(busyDay);
    const once = folded(emptyRun, events);
    expect(folded(once, events)).toBe(once);
    expect(once.events).toHaveLength(events.length);
  });

  it('begins anew with a new day', () => {
    const events = eventsOf([...busyDay, ...busyDay]);
    expect(folded(emptyRun, events).events).toHaveLength(busyDay.length);
  });

  it('shows the first event at once and a flood at most four times a second', () => {
    let at = 0;
    let due: { at: number; then: () => void } | null = null;
    const run = openRunStore({
      now: () => at,
      after: (ms, then) => {
        due = { at: at + ms, then };
        return () => {};
      },
    });
    let commits = 0;
    run.store.subscribe(() => {
      commits += 1;
    });
    for (const event of eventsOf(Array.from({ length: 200 }, () => busyDay[1] as (typeof busyDay)[number]))) {
      run.take([event]);
      at += 10;
      const next = due as { at: number; then: () => void } | null;
      if (next !== null && next.at <= at) {
        due = null;
        next.then();
      }
    }
    expect(commits).toBeGreaterThanOrEqual(7);
    expect(commits).toBeLessThanOrEqual(9);
  });
});

describe('The outlook', () => {
  it('burns what was spent lately, by the hour', () => {
    const { burn, day } = runOf();
    expect(burnPerHour(burn, day.opened_at, now)).toBeCloseTo(((0.42 + 0.97 + 1.82 + 0.3) / 20) * 60);
    expect(burnPerHour([], day.opened_at, now)).toBeNull();
  });

  it('is done when the longest chain is, and knows nothing without anything to go by', () => {
    const { day } = runOf();
    const at = doneAt(day, now);
    expect(at).toBeGreaterThan(now);
    expect(at).toBeLessThan(minute(60));
    expect(doneAt(runOf(busyDay.slice(0, 8)).day, now)).toBeNull();
  });

  it('says when the cap is reached', () => {
    const { day } = runOf();
    expect(capAt(day, null, now)).toBeNull();
    expect(capAt(day, 50 - day.spend.usd, now)).toBeCloseTo(now + 3_600_000);
  });
});

describe('The clock', () => {
  it('moves the screen only when something would read differently', () => {
    expect(nextTickMs(contextAt(120, 40))).toBe(60_000);
    const young = { ...contextAt(120, 40), now: minute(21) + 30_400 };
    expect(nextTickMs(young)).toBe(620);
  });

  it('wakes to take a message away', () => {
    const context = contextAt(120, 40, { toast: { text: 'done', tone: 'ok', until: now + 700 } });
    expect(nextTickMs(context)).toBe(700);
  });
});
