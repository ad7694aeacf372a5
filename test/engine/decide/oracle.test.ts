import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mayStart } from '../../../src/engine/decide/schedule.ts';
import { initialState } from '../../../src/state/model.ts';
import { reduce } from '../../../src/state/reduce.ts';
import { Day, spec } from './day.ts';
import { asKept, fromScratch } from './oracle.ts';

const ids = ['a', 'b', 'c', 'd', 'e'] as const;
const id = fc.constantFrom(...ids);

/** Tasks that depend only on earlier ones, with all that changes scheduling. */
const tasks = fc
  .tuple(
    ...ids.map((_name, i) =>
      fc.record({
        depends_on: fc.subarray([...ids.slice(0, i)]),
        priority: fc.constantFrom('low', 'medium', 'high', 'urgent' as const),
        risk: fc.constantFrom('low', 'high' as const),
        retries: fc.nat(2),
        timeout_ms: fc.constantFrom(null, 60_000),
        max_cost_usd: fc.constantFrom(null, 1),
      }),
    ),
  )
  .map((all) => all.map((more, i) => spec(ids[i] ?? '', more as Parameters<typeof spec>[1])));

type Move = (day: Day) => void;

const onLive =
  (act: (day: Day, task: string) => void) =>
  (n: number): Move =>
  (day) => {
    const live = day.running();
    const task = live[n % Math.max(1, live.length)];
    if (task !== undefined) act(day, task);
  };

const onOpen =
  (act: (day: Day, ask: string) => void) =>
  (n: number): Move =>
  (day) => {
    const open = [...day.state.open].sort();
    const ask = open[n % Math.max(1, open.length)];
    if (ask !== undefined) act(day, ask);
  };

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.nat(9).map(onLive((day, task) => day.begins(task))),
  fc.nat(9).map(onLive((day, task) => day.exits(task, 0))),
  fc.nat(9).map(onLive((day, task) => day.exits(task, 1))),
  fc.nat(9).map(onLive((day, task) => day.exits(task, null, 'SIGKILL'))),
  fc.nat(9).map(onLive((day, task) => day.asks(task, 'k'))),
  fc.nat(9).map(onLive((day, task) => day.breaksRule(task))),
  fc.nat(9).map(onLive((day, task) => day.fact(task, { type: 'session.paused', processes: 1 }))),
  fc.nat(9).map(onLive((day, task) => day.fact(task, { type: 'session.continued', processes: 1 }))),
  fc.nat(9).map(
    onLive((day, task) => {
      const why = 'its host died';
      day.give({ kind: 'outcome', draft: { type: 'session.lost', task, session: day.session(task), why } });
    }),
  ),
  fc
    .tuple(fc.nat(9), fc.constantFrom(0.2, 0.9, null))
    .map(([n, usd]) => onLive((day, task) => day.spends(task, usd))(n)),
  id.map((task) => (day: Day) => {
    if (day.task(task).phase === 'checking') day.checked(task, [true]);
  }),
  id.map((task) => (day: Day) => {
    if (day.task(task).phase === 'checking') day.checked(task, [false]);
  }),
  fc.nat(9).map(onOpen((day, ask) => day.wish({ do: 'ask.approve', ask }))),
  fc.nat(9).map(onOpen((day, ask) => day.wish({ do: 'ask.deny', ask, reason: null }))),
  fc.nat(9).map(onOpen((day, ask) => day.wish({ do: 'ask.answer', ask, option: 1 }))),
  id.map((task) => (day: Day) => void day.wish({ do: 'task.kill', task })),
  id.map((task) => (day: Day) => void day.wish({ do: 'task.retry', task })),
  id.map((task) => (day: Day) => void day.wish({ do: 'task.pause', task })),
  id.map((task) => (day: Day) => void day.wish({ do: 'task.resume', task })),
  fc
    .constantFrom(null, ...ids)
    .map((task) => (day: Day) => void day.wish({ do: 'cap.raise', task, by_usd: 1 })),
  fc.constantFrom(1_000, 10_000, 20 * 60_000).map((ms) => (day: Day) => day.passes(ms)),
  fc.integer({ min: -9_999_999, max: 9_999_999 }).map((by_ms) => (day: Day) => {
    day.now += by_ms;
    day.give({ kind: 'outcome', draft: { type: 'clock.jumped', by_ms } });
  }),
  fc.constant((day: Day) => void day.wish({ do: 'day.stop', now: false })),
);

const holds = (day: Day): void => {
  const { state } = day;
  const [kept, plain] = [asKept(state), fromScratch(state)];
  expect({ ...kept, spend: 0 }).toEqual({ ...plain, spend: 0 });
  expect(kept.spend).toBeCloseTo(plain.spend, 9);
  expect(state.live.size).toBeLessThanOrEqual(state.max_agents);
  // Nothing that could run is left lying while there is room.
  const idle = [...state.ready].map((task) => day.task(task)).filter(mayStart);
  if (state.phase === 'running' && !state.capped && state.live.size < state.max_agents)
    expect(idle).toEqual([]);
};

it('keeps its indices, its caps and its places true on any day', () => {
  fc.assert(
    fc.property(tasks, fc.array(move, { maxLength: 60 }), (list, moves) => {
      const day = new Day();
      day.start(list, { max_agents: 2, max_cost_usd: 4 });
      holds(day);
      for (const act of moves) {
        act(day);
        holds(day);
      }
    }),
    { numRuns: 500 },
  );
});

it('comes to the same state when its journal is replayed', () => {
  fc.assert(
    fc.property(tasks, fc.array(move, { maxLength: 40 }), (list, moves) => {
      const day = new Day();
      day.start(list, { max_agents: 2, max_cost_usd: 4 });
      for (const act of moves) act(day);
      const stored = day.events.map((event) => JSON.parse(JSON.stringify(event)));
      expect(stored.reduce(reduce, initialState)).toEqual(day.state);
      expect(stored.map((event) => event.seq)).toEqual(stored.map((_event, i) => i + 1));
    }),
    { numRuns: 150 },
  );
});

it('starts nothing once the cap is reached, and nothing new while the day is stopping', () => {
  fc.assert(
    fc.property(tasks, fc.array(move, { maxLength: 60 }), (list, moves) => {
      const day = new Day();
      day.start(list, { max_agents: 2, max_cost_usd: 2 });
      for (const act of moves) {
        const before = day.state;
        const seen = day.events.length;
        act(day);
        const began = day.events.slice(seen).some((event) => event.type === 'attempt.started');
        if (before.capped && day.state.capped) expect(began).toBe(false);
        if (before.phase === 'stopping' && day.state.phase === 'stopping') expect(began).toBe(false);
      }
    }),
    { numRuns: 150 },
  );
});
