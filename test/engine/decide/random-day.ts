import fc from 'fast-check';
import type { Trouble } from '../../../src/domain/fact.ts';
import { reviewMoments } from '../../../src/domain/review.ts';
import { spec } from './day.ts';
import type { World } from './world.ts';

const ids = ['a', 'b', 'c'] as const;

const review = fc.option(
  fc.record({
    by: fc.subarray(['codex', 'gemini'], { minLength: 1 }),
    model: fc.constant(null),
    at: fc.subarray([...reviewMoments], { minLength: 1 }),
    rounds: fc.integer({ min: 1, max: 2 }),
    max_cost_usd: fc.constantFrom(null, 0.5),
  }),
);

/** Tasks that depend only on earlier ones, with all that changes scheduling. */
export const tasks = fc
  .tuple(
    ...ids.map((_name, i) =>
      fc.record({
        depends_on: fc.subarray([...ids.slice(0, i)]),
        priority: fc.constantFrom('low', 'medium', 'medium', 'high', 'urgent' as const),
        risk: fc.constantFrom('low', 'low', 'low', 'low', 'high' as const),
        agents: fc.subarray(['codex', 'gemini'], { minLength: 1 }),
        retries: fc.nat(2),
        timeout_ms: fc.constantFrom(null, 60_000),
        max_cost_usd: fc.constantFrom(null, 1),
        review,
      }),
    ),
  )
  .map((all) =>
    all.map(({ review, ...more }, i) =>
      spec(ids[i] ?? '', { ...more, ...(review === null ? {} : { review }) }),
    ),
  );

export type Move = (world: World) => void;

const onLive =
  (act: (world: World, task: string) => void) =>
  (n: number): Move =>
  (world) => {
    const live = world.day.running();
    const task = live[n % Math.max(1, live.length)];
    if (task !== undefined) act(world, task);
  };

const onOpen =
  (act: (world: World, ask: string) => void) =>
  (n: number): Move =>
  (world) => {
    const open = [...world.day.state.open].sort();
    const ask = open[n % Math.max(1, open.length)];
    if (ask !== undefined) act(world, ask);
  };

const live = (act: (world: World, task: string) => void) => fc.nat(9).map(onLive(act));
const open = (act: (world: World, ask: string) => void) => fc.nat(9).map(onOpen(act));

const onTask = (act: (world: World, task: string) => void) =>
  fc.nat(9).map(
    (n): Move =>
      (world) => {
        const all = [...world.day.state.tasks.keys()];
        act(world, all[n % all.length] ?? '');
      },
  );

const endOfTurn = (text: string) =>
  live(({ day }, task) => day.fact(task, { type: 'session.turn_ended', source: 'hook', text }));

const verdict = (kind: 'accept' | 'continue' | 'revise' | 'escalate') =>
  live(({ day }, task) =>
    day.fact(task, { type: 'session.verdict', verdict: kind, text: kind, findings: ['f'] }),
  );

const trouble = (what: Trouble, text: string, ended: boolean) =>
  live(({ day }, task) =>
    day.fact(task, { type: 'session.trouble', source: 'hook', trouble: what, text, ended }),
  );

const agentsDo: fc.Arbitrary<Move>[] = [
  live(({ day }, task) => day.begins(task)),
  live(({ day }, task) => day.works(task)),
  live(({ day }, task) => day.exits(task, 0)),
  live(({ day }, task) => day.exits(task, 1)),
  live(({ day }, task) => day.exits(task, null, 'SIGKILL')),
  live(({ day }, task) => day.asks(task, 'k')),
  live(({ day }, task) => day.asks(task, 'file:1')),
  live(({ day }, task) => day.breaksRule(task)),
  live(({ day }, task) =>
    day.fact(task, { type: 'session.ask_gone', key: 'k', how: 'answered in its pane' }),
  ),
  live(({ day }, task) => day.fact(task, { type: 'session.paused', processes: 1 })),
  live(({ day }, task) => day.fact(task, { type: 'session.continued', processes: 1 })),
  live(({ day }, task) => day.spends(task, 0.2)),
  live(({ day }, task) => day.spends(task, 0.9)),
  live(({ day }, task) => day.spends(task, null)),
  endOfTurn('Done.'),
  endOfTurn('```json\n{"verdict":"accept","text":"Good.","findings":[]}\n```'),
  verdict('accept'),
  verdict('revise'),
  verdict('escalate'),
  live(({ day }, task) => day.fact(task, { type: 'session.milestone', text: 'half of it' })),
  live(({ day }, task) => day.fact(task, { type: 'session.blocker', text: 'which one?' })),
  live(({ day }, task) => day.fact(task, { type: 'session.review_requested', text: 'look' })),
  trouble('overloaded', '529', true),
  trouble('auth', 'invalid key', true),
  trouble('path', "'/p/docs': Read-only file system", false),
  trouble('path', "'/elsewhere': Read-only file system", true),
  live(({ day }, task) =>
    day.fact(task, { type: 'session.limited', source: 'hook', until: day.now + 60_000, text: 'limit' }),
  ),
  live(({ day }, task) => {
    const draft = { type: 'session.lost', task, session: day.session(task), why: 'its host died' } as const;
    day.give({ kind: 'outcome', draft });
  }),
  live(({ day }, task) => {
    const where = { task, session: day.session(task) };
    const draft = { type: 'attempt.not_started', ...where, code: 'agent.missing', message: 'gone' } as const;
    day.give({ kind: 'outcome', draft });
  }),
  live(({ day }, task) => {
    const count = day.task(task).findings.length;
    const where = { task, session: day.session(task) };
    if (count > 0) day.give({ kind: 'outcome', draft: { type: 'review.told', ...where, count } });
  }),
];

const answers: fc.Arbitrary<Move>[] = [
  open(({ day }, ask) => day.wish({ do: 'ask.approve', ask })),
  open(({ day }, ask) => day.wish({ do: 'ask.deny', ask, reason: null })),
  open(({ day }, ask) => day.wish({ do: 'ask.answer', ask, option: 1 })),
  open(({ day }, ask) => day.wish({ do: 'ask.answer', ask, option: 2 })),
  open(({ day }, ask) => day.wish({ do: 'ask.answer', ask, option: 3 })),
];

const wishes: fc.Arbitrary<Move>[] = [
  onTask(({ day }, task) => day.wish({ do: 'task.kill', task })),
  onTask(({ day }, task) => day.wish({ do: 'task.retry', task })),
  onTask(({ day }, task) => day.wish({ do: 'task.pause', task })),
  onTask(({ day }, task) => day.wish({ do: 'task.resume', task })),
  fc.constantFrom(null, ...ids).map(
    (task): Move =>
      ({ day }) =>
        void day.wish({ do: 'cap.raise', task, by_usd: 1 }),
  ),
  fc.constant(({ day }: World) => void day.wish({ do: 'day.stop', now: false })),
  fc.constant((world: World) => world.starts()),
];

const restDoes: fc.Arbitrary<Move>[] = [
  fc.constant((world: World) => world.dies()),
  fc.constantFrom(1_000, 10_000, 20 * 60_000).map(
    (ms): Move =>
      ({ day }) =>
        day.passes(ms),
  ),
  fc.integer({ min: -9_999_999, max: 9_999_999 }).map(
    (by_ms): Move =>
      ({ day }) => {
        day.now += by_ms;
        day.give({ kind: 'outcome', draft: { type: 'clock.jumped', by_ms } });
      },
  ),
];

/** What brings a day forward; by chance alone hardly any task would come to its end. */
const goesWell: fc.Arbitrary<Move>[] = [
  fc.constant((world: World) => world.goesOn()),
  fc.nat(9).map(
    (n): Move =>
      (world) =>
        world.resolves(n, true),
  ),
  endOfTurn('Done.'),
];

const resolves: fc.Arbitrary<Move> = fc.tuple(fc.nat(9), fc.boolean()).map(
  ([n, well]): Move =>
    (world) =>
      world.resolves(n, well),
);

/** Anything agents, the person, the machine and time may do. */
export const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 10, arbitrary: fc.oneof(...goesWell) },
  { weight: 5, arbitrary: fc.oneof(...agentsDo) },
  { weight: 2, arbitrary: fc.oneof(...answers) },
  { weight: 1, arbitrary: fc.oneof(...wishes) },
  { weight: 1, arbitrary: fc.oneof(...restDoes) },
  { weight: 2, arbitrary: resolves },
);
