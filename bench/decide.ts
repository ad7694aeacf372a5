// What a decision costs, and whether it grows with the day; replay from disk: `node bench/decide.ts [EVENTS]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../src/domain/errors.ts';
import type { Draft, Event } from '../src/domain/event.ts';
import type { Fact } from '../src/domain/fact.ts';
import type { TaskSpec } from '../src/domain/task.ts';
import { nextWake } from '../src/engine/decide/timers.ts';
import { restoreDay } from '../src/engine/run/restore.ts';
import { openJournal } from '../src/journal/journal.ts';
import { initialState } from '../src/state/model.ts';
import { reduce } from '../src/state/reduce.ts';
import { Day, spec } from '../test/engine/decide/day.ts';
import { median, table, times } from './figures.ts';

const EVENTS = Number(process.argv[2] ?? 100_000);
const AGENTS = 8;
const PARTS = 10;

/** This process's own time: what else the machine does is not in it. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const tokens = { input: 12, output: 412, cache_read: 48_211, cache_write: 1_904, thoughts: 0 };

/** What an agent says over and over, about as often as the real ones. */
const talk: readonly Fact[] = [
  { type: 'session.state', state: 'working', source: 'osc', message: null },
  { type: 'session.usage', model: 'm', tokens, stated_usd: 0.0001 },
  { type: 'session.progress', text: 'Reading src/pagination.ts' },
  { type: 'session.usage', model: 'm', tokens, stated_usd: 0.0001 },
  { type: 'session.message', text: 'The second pattern fits: it keeps the page in the URL.' },
  { type: 'session.usage', model: 'n', tokens, stated_usd: null },
  { type: 'session.output', bytes: 48_211 },
  { type: 'session.milestone', text: 'tests pass' },
];
const ASK_EVERY = 40;
/** An ask is so many events: opened, asked, answered, sent, delivered. */
const ANSWERED_AFTER = 3;

/** Every third waits for the one before, every twentieth for an approval nobody gives, every tenth fails once. */
const tasks = (count: number): readonly TaskSpec[] =>
  Array.from({ length: count }, (_, i) =>
    spec(`task-${i}`, {
      depends_on: i % 3 === 2 ? [`task-${i - 1}`] : [],
      risk: i % 20 === 19 ? 'high' : 'low',
      retries: 1,
      timeout_ms: 3_600_000,
      max_cost_usd: 5,
    }),
  );

/** One session's next fact: it begins, talks, asks now and then, and ends. */
const goOn = (day: Day, task: string, facts: number, perTask: number): void => {
  if (facts === 0) day.begins(task);
  else if (facts >= perTask)
    day.exits(task, Number(task.slice(5)) % 10 === 9 && day.task(task).failures === 0 ? 1 : 0);
  else if (facts % ASK_EVERY === 1) day.asks(task, `k${facts}`);
  else if (facts % ASK_EVERY === 1 + ANSWERED_AFTER) answer(day, task);
  else day.fact(task, talk[facts % talk.length] as Fact);
};

const answer = (day: Day, task: string): void => {
  const ask = [...day.task(task).asks][0];
  if (ask === undefined) return;
  const key = day.state.asks.get(ask)?.key ?? '';
  day.wish({ do: 'ask.answer', ask, option: 1 });
  day.fact(task, { type: 'session.answer_sent', ask, key, via: 'file' });
};

/** Plays a day of so many tasks and events; gives what each input cost per event it made. */
const play = (count: number): { readonly day: Day; readonly parts: readonly number[] } => {
  const day = new Day();
  const perTask = Math.ceil(EVENTS / count);
  day.start(tasks(count), { max_agents: AGENTS });
  const said = new Map<string, number>();
  const began = day.events.length;
  const per = (EVENTS - began) / PARTS;
  const parts: number[] = [];
  let [since, seen] = [cpuMs(), began];
  while (day.events.length < EVENTS && !day.state.live.isEmpty()) {
    for (const session of day.state.live) {
      const task = day.state.sessions.get(session)?.task ?? '';
      const facts = said.get(session) ?? 0;
      said.set(session, facts + 1);
      goOn(day, task, facts, perTask);
      if (day.task(task).phase === 'checking') day.checked(task, [true]);
      nextWake(day.state);
    }
    day.passes(1_000);
    if (day.events.length - seen < per) continue;
    parts.push(((cpuMs() - since) * 1000) / (day.events.length - seen));
    [since, seen] = [cpuMs(), day.events.length];
  }
  return { day, parts };
};

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.what}`);
  return result.value;
};

const secondsOf = (work: () => void): number => {
  const began = cpuMs();
  work();
  return (cpuMs() - began) / 1000;
};

const journaled = (dir: string, events: readonly Event[]): void => {
  const journal = must(openJournal(dir));
  const entries = events.map(({ seq: _seq, at, day, v: _v, ...draft }) => ({
    draft: draft as Draft,
    at,
    day,
  }));
  for (let from = 0; from < entries.length; from += 1000)
    must(journal.append(entries.slice(from, from + 1000)));
  journal.close();
};

/** Seconds of CPU to fold the events, and to read them from disk and fold them, best of three. */
const replays = (events: readonly Event[]): { readonly fold: number; readonly disk: number } => {
  const dir = mkdtempSync(join(tmpdir(), 'orch-bench-'));
  journaled(dir, events);
  const journal = must(openJournal(dir));
  const fold = [0, 1, 2].map(() => secondsOf(() => void events.reduce(reduce, initialState)));
  const disk = [0, 1, 2].map(() => secondsOf(() => void must(restoreDay(journal))));
  journal.close();
  rmSync(dir, { recursive: true });
  return { fold: median(fold), disk: median(disk) };
};

play(10); // Uncounted: it warms the compiler up.
const rows: string[][] = [];
let small = Number.NaN;
for (const count of [10, 100, 1_000]) {
  const { day, parts } = play(count);
  const { fold, disk } = replays(day.events);
  const [first = Number.NaN, last = Number.NaN] = [parts[0], parts.at(-1)];
  if (count === 10) small = median(parts);
  rows.push([
    String(count),
    String(day.events.length),
    String(day.state.open.size),
    times(last / first),
    times(median(parts) / small),
    median(parts).toFixed(1),
    ((fold * 1e6) / day.events.length).toFixed(1),
    fold.toFixed(2),
    disk.toFixed(2),
  ]);
}
const head = ['tasks', 'events', 'open asks', 'last/first tenth', 'to 10 tasks'];
const costs = ['decide µs/event', 'fold µs/event', 'fold all CPU s', 'replay from disk CPU s'];
process.stdout.write(table([...head, ...costs], rows));
