import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Event } from '../../../src/domain/event.ts';
import type { HostFact } from '../../../src/domain/fact.ts';
import { restoreDay } from '../../../src/engine/run/restore.ts';
import { readSpool } from '../../../src/host/read-spool.ts';
import { openForReading } from '../../../src/journal/journal.ts';
import { type DayState, initialState } from '../../../src/state/model.ts';
import { reduce } from '../../../src/state/reduce.ts';
import { type Status, statusOf } from '../../../src/state/select.ts';
import type { Project } from '../project.ts';

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { what: string } }): T => {
  if (!result.ok) throw new Error(result.error.what);
  return result.value;
};

/** The whole journal, as a reader of its own sees it. */
export const journalOf = (
  project: Project,
): { readonly events: readonly Event[]; readonly state: DayState } => {
  const journal = must(openForReading(project.path('.orch')));
  const events = must(journal.events({}));
  const state = must(restoreDay(journal));
  journal.close();
  return { events, state };
};

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Every event that was printed is in the journal as it was printed. */
export const acknowledgedOf = (project: Project, events: readonly Event[]): readonly string[] => {
  const bySeq = new Map(events.map((event) => [event.seq, event]));
  return project.days
    .flatMap((day) => day.events)
    .filter((event) => !isDeepStrictEqual(plain(bySeq.get(event.seq)), plain(event)))
    .map((event) => `event ${event.seq} (${event.type}) was printed, but is not so in the journal`);
};

export const printedTwiceOf = (project: Project): readonly string[] =>
  project.days.flatMap((day) => {
    const seqs = day.events.map(({ seq }) => seq);
    const first = seqs[0] ?? 0;
    return seqs.every((seq, i) => seq === first + i) ? [] : [`a start printed ${seqs.join(' ')}`];
  });

export const numbersOf = (events: readonly Event[]): readonly string[] =>
  events.flatMap(({ seq }, i) => (seq === i + 1 ? [] : [`event ${i + 1} has number ${seq}`]));

const essence = (fact: HostFact | Event): unknown => {
  const {
    seq: _seq,
    v: _v,
    day: _day,
    task: _task,
    usd: _usd,
    usd_source: _source,
    ...rest
  } = fact as Event & {
    usd?: unknown;
    usd_source?: unknown;
  };
  return plain(rest);
};

/** Per session: facts numbered without gap, each once, and exactly those its host spooled. */
export const factsOf = (project: Project, events: readonly Event[]): readonly string[] => {
  const sessions = new Map<string, string>();
  for (const event of events)
    if (event.type === 'attempt.started') sessions.set(event.session ?? '', event.task ?? '');
  return [...sessions].flatMap(([session, task]) => {
    const journaled = events.filter((event) => event.session === session && event.n !== undefined);
    const spool = readSpool(project.path('agent_workspaces', task, 'events.ndjson'), session, 0);
    const gap = journaled.find(({ n }, i) => n !== i + 1);
    if (gap !== undefined) return [`${session}: fact ${gap.n} is journaled out of turn`];
    if (journaled.length !== spool.length)
      return [`${session}: ${journaled.length} facts journaled, ${spool.length} spooled`];
    return journaled.flatMap((event, i) => {
      const fact = spool[i];
      return fact !== undefined && isDeepStrictEqual(essence(event), essence(fact))
        ? []
        : [`${session}: fact ${event.n} is not as spooled`];
    });
  });
};

/** What depends on the moment it is asked is left out. */
const timeless = (status: Status): unknown =>
  plain({
    ...status,
    engine: null,
    tasks: status.tasks.map(({ worked_ms: _worked, why: _why, ...task }) => task),
  });

/** A live status must be what replaying the journal gives at some number between these two. */
export const replaysTo = (
  events: readonly Event[],
  live: Status,
  window: { readonly from: number; readonly to: number },
): readonly string[] => {
  const wanted = timeless(live);
  let state = initialState;
  for (const event of events.filter(({ seq }) => seq <= window.to)) {
    state = reduce(state, event);
    if (state.seq >= window.from && isDeepStrictEqual(timeless(statusOf(state, null, 0)), wanted)) return [];
  }
  return [`no replay up to ${window.from}…${window.to} gives the live state`];
};

/** What of git an agent may never touch. */
export const gitPicture = (project: Project): string => {
  const index = readFileSync(project.path('.git', 'index'));
  return [
    project.git('rev-parse', 'HEAD'),
    project.git('for-each-ref'),
    createHash('sha256').update(index).digest('hex'),
    project.read('.git', 'HEAD'),
  ].join('\n');
};
