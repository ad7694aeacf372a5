import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskSpec } from '../../src/domain/task.ts';
import { planOrder } from '../../src/plan/order.ts';
import { simulate } from '../../src/plan/schedule.ts';
import { task } from '../fixtures/day-files.ts';

const ids = (tasks: readonly TaskSpec[]): string[] => planOrder(tasks).map((entry) => entry.task.id);

/** Days whose tasks wait only for earlier ones in this list, then shuffled as a file might be. */
const days = fc
  .array(
    fc.tuple(
      fc.constantFrom('low', 'medium', 'high', 'urgent' as const),
      fc.array(fc.nat(30), { maxLength: 3 }),
    ),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((all) =>
    all.map(([priority, picks], index) =>
      task({
        id: `t${index}`,
        priority: priority as TaskSpec['priority'],
        depends_on: [...new Set(picks.filter((pick) => pick < index).map((pick) => `t${pick}`))],
      }),
    ),
  )
  .chain((tasks) => fc.shuffledSubarray(tasks, { minLength: tasks.length }));

describe('the order of a day', () => {
  test('goes by priority, then by the file', () => {
    const tasks = [
      task({ id: 'a' }),
      task({ id: 'b', priority: 'low' }),
      task({ id: 'c', priority: 'urgent' }),
      task({ id: 'd' }),
      task({ id: 'e', priority: 'high' }),
    ];
    expect(ids(tasks)).toEqual(['c', 'e', 'a', 'd', 'b']);
  });

  test('puts what is waited for first, and says who waits for whom', () => {
    const tasks = [
      task({ id: 'a', priority: 'urgent', depends_on: ['c'] }),
      task({ id: 'b' }),
      task({ id: 'c', priority: 'low' }),
    ];
    expect(ids(tasks)).toEqual(['b', 'c', 'a']);
    expect(planOrder(tasks).at(-1)?.waits_for).toEqual(['c']);
  });

  test('has every task once, after all it waits for', () => {
    fc.assert(
      fc.property(days, (tasks) => {
        const order = ids(tasks);
        expect([...order].sort()).toEqual(tasks.map((each) => each.id).sort());
        for (const each of tasks)
          for (const before of each.depends_on)
            expect(order.indexOf(before)).toBeLessThan(order.indexOf(each.id));
      }),
    );
  });

  test('takes even a circle without end', () => {
    expect(ids([task({ id: 'a', depends_on: ['b'] }), task({ id: 'b', depends_on: ['a'] })])).toHaveLength(2);
  });
});

describe('a day played through', () => {
  test('fills its agents and waits where it must', () => {
    const tasks = [task({ id: 'a' }), task({ id: 'b' }), task({ id: 'c', depends_on: ['a'] })];
    const minutes: Record<string, number> = { a: 10, b: 30, c: 5 };
    const played = simulate(tasks, (each) => minutes[each.id] ?? 0, 2);
    expect([...played.starts_ms]).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 10],
    ]);
    expect(played.wall_ms).toBe(30);
    expect(simulate(tasks, (each) => minutes[each.id] ?? 0, 1).wall_ms).toBe(45);
  });

  test('never runs more agents than it may, nor a task before what it waits for', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 20, maxLength: 20 }),
        (tasks, most, lengths) => {
          const length = (each: TaskSpec) => lengths[Number(each.id.slice(1))] ?? 1;
          const { starts_ms, wall_ms } = simulate(tasks, length, most);
          const spans = tasks.map((each) => ({ each, from: starts_ms.get(each.id) ?? Number.NaN }));
          for (const { each, from } of spans) {
            for (const before of each.depends_on) {
              const earlier = spans.find((span) => span.each.id === before);
              expect((earlier?.from ?? 0) + length(earlier?.each ?? each)).toBeLessThanOrEqual(from);
            }
            const together = spans.filter(
              (other) => other.from <= from && from < other.from + length(other.each),
            );
            expect(together.length).toBeLessThanOrEqual(most);
            expect(from + length(each)).toBeLessThanOrEqual(wall_ms);
          }
        },
      ),
    );
  });

  test('of a thousand tasks is quick', () => {
    const tasks = Array.from({ length: 1000 }, (_, i) =>
      task({ id: `t${i}`, depends_on: i % 3 === 0 || i < 3 ? [] : [`t${i - 3}`] }),
    );
    const started = performance.now();
    expect(planOrder(tasks)).toHaveLength(1000);
    expect(simulate(tasks, () => 5, 3).starts_ms.size).toBe(1000);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
