import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../domain/errors.ts';
import type { Event } from '../domain/event.ts';
import { openForReading } from '../journal/journal.ts';
import { complain } from './complain.ts';
import { type ConsoleParts, type OpenConsole, openTerminal } from './console.ts';
import type { Io } from './io.ts';
import { dayOf } from './past-day.ts';
import { RecordedSession, recordedOf } from './recorded-session.ts';

interface Given {
  readonly project: string;
  readonly io: Io;
  /** As `orch log --day` names it; null: the last one. */
  readonly day: string | null;
  readonly task: string | null;
  readonly load: () => Promise<OpenConsole>;
}

const eventsOf = (project: string, wanted: string | null): Result<readonly Event[]> => {
  const journal = openForReading(join(project, '.orch'));
  if (!journal.ok) return journal;
  try {
    const day = wanted === null ? dayOf(journal.value, null) : ok(wanted);
    if (!day.ok) return day;
    const events: Event[] = [];
    const read = journal.value.each({ day: day.value }, (event) => void events.push(event));
    if (!read.ok) return read;
    return events.length === 0 ? fail('day.none', `no day ${day.value} has been run here`) : ok(events);
  } finally {
    journal.value.close();
  }
};

/** The sessions of a past day, all at the same moment of it. */
const recordings = (project: string, events: readonly Event[]): NonNullable<ConsoleParts['replay']> => {
  const taskOf = new Map(
    events.flatMap((event) =>
      event.type === 'attempt.started' ? [[event.session ?? '', event.task ?? ''] as const] : [],
    ),
  );
  const shown = new Set<RecordedSession>();
  let now = events[0]?.at ?? 0;
  return {
    events,
    show: (at) => {
      now = at;
      for (const session of shown) session.show(at);
    },
    open: async (session, { onCells }) => {
      const file = join(project, 'agent_workspaces', taskOf.get(session) ?? '', 'session.cast');
      if (!existsSync(file)) return fail('host.absent', `${session} has no recording here`);
      const made = new RecordedSession(recordedOf(file, session), now, onCells);
      shown.add(made);
      const close = (): void => void shown.delete(made);
      return ok({
        watch: () => made.watch(),
        unwatch: () => {},
        input: () => {},
        history: (top: number, rows: number) => made.history(top, rows),
        find: (text: string) => made.find(text),
        close,
      });
    },
  };
};

/** `orch replay`: the console on a past day, with a timeline to go along. */
export const runReplay = async ({ project, io, day, task, load }: Given): Promise<number> => {
  const events = eventsOf(project, day);
  if (!events.ok) return complain(io, events.error);
  const nobody = async () => fail('engine.absent', 'this is a replay: there is no engine to ask');
  const door = { open: () => {}, command: nobody, query: nobody, close: () => {} };
  return openTerminal({ project, door, io, load, replay: recordings(project, events.value), task });
};
