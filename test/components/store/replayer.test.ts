import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Replayer } from '../../../components/store/replayer.ts';
import { emptyRun, folded, type Run } from '../../../components/store/run.ts';
import { plainTheme } from '../../../components/theme/theme.ts';
import { textOf } from '../../../components/views/line.ts';
import { timelineLine } from '../../../components/views/timeline.ts';
import { eventsOf, minute, used } from '../../fixtures/a-day.ts';
import { busyDay, contextAt } from '../busy-day.ts';

/** The busy day, and much spending after it: long enough for what is kept at intervals. */
const events = eventsOf([
  ...busyDay,
  ...Array.from({ length: 900 }, (_, at) => [22 + at / 100, used('task-003', 'sonnet', 10, 0.001)] as const),
]);

const aReplay = (past = events) => {
  const timers: (() => void)[] = [];
  let run: Run = emptyRun;
  const clock = {
    now: () => 0,
    after: (_ms: number, then: () => void) => {
      timers.push(then);
      return () => {
        if (timers.includes(then)) timers.splice(timers.indexOf(then), 1);
      };
    },
  };
  const replayer = new Replayer(past, clock, (next) => {
    run = next;
  });
  const link = () => (run.link.state === 'replay' ? run.link : { at: 0, playing: false, speed: 0 });
  return { replayer, run: () => run, link, passes: () => timers.shift()?.() };
};

describe('A replay', () => {
  it("keeps the journal's order where a fact's own time lies before that of the one journaled earlier", () => {
    const late = events.map((event, at) => (at === 3 ? { ...event, at: event.at + 1 } : event)).slice(0, 8);
    const { replayer, run } = aReplay(late);
    const seen: number[] = [];
    replayer.seek(0);
    for (let moment = 0; moment < late.length; moment += 1) {
      seen.push(run().day.seq);
      replayer.step(1);
    }
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(run().day.seq).toBe(late.at(-1)?.seq);
    for (let moment = 0; moment < late.length; moment += 1) replayer.step(-1);
    expect(run().day.seq).toBe(seen[0]);
  });

  it('shows at any moment what a fold from the beginning shows, in whatever order one goes there', () => {
    const { replayer, run } = aReplay();
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 32 * 60 }), (seconds) => {
        const at = minute(0) + seconds * 1000;
        replayer.seek(at);
        const until = Math.max(at, minute(0));
        const fresh = folded(
          emptyRun,
          events.filter((event) => event.at <= until),
        );
        expect(run().day.seq).toBe(fresh.day.seq);
        expect(run().day.spend).toEqual(fresh.day.spend);
        expect(run().events.length).toBe(fresh.events.length);
      }),
      { numRuns: 40 },
    );
  });

  it('goes from moment to moment something happened', () => {
    const { replayer, link } = aReplay();
    replayer.seek(minute(10));
    replayer.step(1);
    expect(link().at).toBe(minute(12));
    replayer.step(-1);
    expect(link().at).toBe(minute(10));
    replayer.step(-1);
    expect(link().at).toBe(minute(9));
  });

  it('plays at its speed, stops at the end, and begins anew from there', () => {
    const { replayer, link, passes } = aReplay();
    replayer.seek(minute(30.98));
    replayer.play();
    expect(link()).toMatchObject({ playing: true, speed: 5 });
    passes();
    passes();
    expect(link().playing).toBe(false);
    replayer.play();
    expect(link()).toMatchObject({ playing: true, at: minute(0) });
    passes();
    expect(link().at).toBe(minute(0) + 500);
  });

  it('has the whole day in one row, its questions and ends where they fell', () => {
    const { replayer, run } = aReplay();
    replayer.seek(minute(20));
    const row = textOf(timelineLine({ ...contextAt(80, 24), run: run() }, events, plainTheme, 80));
    expect(row).toHaveLength(80);
    expect(row.startsWith(' ‖ 09:20:00 ')).toBe(true);
    expect(row.replace(/[^✔?!]/g, '')).toBe('✔?!');
  });
});
