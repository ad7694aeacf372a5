import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Agent } from '../../../src/agents/agent.ts';
import type { EventOf } from '../../../src/domain/event.ts';
import type { AgentState } from '../../../src/domain/fact.ts';
import type { RunningDay } from '../../e2e/running-day.ts';
import type { Entry } from '../../fake-model/ledger.ts';

/** From this moment (ms) on the agent is in this state, as the model and the person at the keyboard know. */
export interface Truth {
  readonly at: number;
  readonly state: AgentState;
}

/** One change of state: when orch had it, and from which source; null where it missed it. */
interface Seen {
  readonly state: AgentState;
  readonly source: string | null;
  readonly delay_ms: number | null;
}

/** A row of the table in the docs: the changes of one kind in one story. */
interface AccuracyRow {
  readonly agent: string;
  readonly version: string;
  readonly story: string;
  readonly changes: readonly Seen[];
  readonly wrong: readonly string[];
}

/** An agent is at work from its prompt on; OpenCode's first request comes long after, on a busy machine. */
const EARLY_MS = 30_000;
/** A state and its truth may be told in either order when both come at once. */
const AT_ONCE_MS = 1_000;

/**
 * What the ledger knows of an agent that works alone: it works from its first request on, waits
 * after an answer that calls what a person must allow, and rests after its last.
 */
export const truthOf = (
  entries: readonly Entry[],
  waits: (entry: Entry) => boolean = () => false,
): Truth[] => {
  const main = entries.filter(({ asked }) => !asked.background).toSorted((a, b) => a.began - b.began);
  const truths: Truth[] = [];
  const turn = (state: AgentState, at: number): void => {
    if (truths.at(-1)?.state !== state) truths.push({ at, state });
  };
  for (const entry of main) {
    turn('working', entry.began);
    if (waits(entry)) turn('blocked', entry.ended);
    else if (entry.outcome === 'billed' && entry.calls.length === 0) turn('done', entry.ended);
  }
  return truths;
};

type StateEvent = EventOf<'session.state'>;

const statesOf = (day: RunningDay): readonly StateEvent[] => day.all('session.state');

/** Each truth with the first word orch had of it, before the next one came. */
const seenOf = (day: RunningDay, truths: readonly Truth[]): readonly Seen[] => {
  const states = statesOf(day);
  let from = 0;
  return truths.map(({ at, state }, i) => {
    const until = truths[i + 1]?.at ?? Number.POSITIVE_INFINITY;
    const index = states.findIndex(
      (event, n) =>
        n >= from && event.state === state && event.at >= at - EARLY_MS && event.at <= until + AT_ONCE_MS,
    );
    const event = states[index];
    if (event === undefined) return { state, source: null, delay_ms: null };
    from = index + 1;
    return { state, source: event.source, delay_ms: Math.max(0, event.at - at) };
  });
};

/** Words on its state that no truth at that time or a moment around it bears out. */
const wrongOf = (day: RunningDay, truths: readonly Truth[]): readonly string[] =>
  statesOf(day).flatMap(({ at, state, source }) => {
    const before = truths.findLast((truth) => truth.at <= at);
    const around = truths.filter((truth) => Math.abs(truth.at - at) <= AT_ONCE_MS);
    const next = truths.find(
      (truth) => truth.at > at && truth.at - at <= EARLY_MS && truth.state === 'working',
    );
    const borne = [before, next, ...around].some((truth) => truth?.state === state);
    return borne ? [] : [`${state} (${source}) at ${at - (truths[0]?.at ?? at)} ms`];
  });

const table = join(import.meta.dirname, '../../../docs/agents/accuracy.json');

/** Into the table of the docs; only where ORCH_WRITE_ACCURACY is set, for a run shall not change the tree. */
const note = (row: AccuracyRow): void => {
  if (process.env.ORCH_WRITE_ACCURACY === undefined) return;
  const rows = existsSync(table) ? (JSON.parse(readFileSync(table, 'utf8')) as readonly AccuracyRow[]) : [];
  const others = rows.filter(({ agent, story }) => agent !== row.agent || story !== row.story);
  const all = [...others, row].toSorted((a, b) =>
    `${a.agent} ${a.story}`.localeCompare(`${b.agent} ${b.story}`),
  );
  writeFileSync(table, `${JSON.stringify(all, null, 2)}\n`);
};

/** A second is the promise; a machine under load may be late with the clock itself. */
const AT_MOST_MS = 3_000;

/** Nothing missed, nothing late, nothing said that was not so. */
export const accuracyOf =
  ({ name, detect }: Pick<Agent, 'name' | 'detect'>) =>
  (story: string, day: RunningDay, truths: readonly Truth[]): void => {
    const changes = seenOf(day, truths);
    const wrong = wrongOf(day, truths);
    note({ agent: name, version: detect.tested ?? '', story, changes, wrong });
    expect(changes.filter(({ source }) => source === null)).toEqual([]);
    expect(changes.filter(({ delay_ms }) => (delay_ms ?? 0) > AT_MOST_MS)).toEqual([]);
    expect(wrong).toEqual([]);
  };
