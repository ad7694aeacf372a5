import { join } from 'node:path';
import { type Event, eventLine } from '../domain/event.ts';
import { openForReading } from '../journal/journal.ts';
import type { JournalReader } from '../journal/read.ts';
import { complain } from './complain.ts';
import { runningEngine } from './engine.ts';
import { eventText } from './event-text.ts';
import type { Io } from './io.ts';
import { findProject } from './project.ts';

export interface LogOptions {
  readonly json: boolean;
  readonly follow: boolean;
  readonly day: string | null;
  readonly task: string | null;
  readonly type: string | null;
}

const wants = (options: LogOptions, event: Event): boolean =>
  (options.day === null || event.day === options.day) &&
  (options.task === null || event.task === options.task) &&
  (options.type === null || event.type === options.type);

const printer =
  (options: LogOptions, io: Io) =>
  (event: Event): void => {
    if (!wants(options, event)) return;
    const line = options.json ? eventLine(event) : eventText(event);
    if (line !== null) io.out(`${line}\n`);
  };

/** Prints what is journaled; returns the number of the last event read. */
const printJournal = (journal: JournalReader, options: LogOptions, io: Io) => {
  const day = options.day ?? undefined;
  let last = 0;
  const print = printer(options, io);
  const read = journal.each(day === undefined ? {} : { day }, (event) => {
    last = event.seq;
    print(event);
  });
  return read.ok ? { ok: true as const, value: last } : read;
};

/** `orch log`: the journal, one event a line; with --follow, what comes after it. */
export const runLog = async (options: LogOptions, io: Io): Promise<number> => {
  const project = findProject(io.cwd);
  const journal = openForReading(join(project, '.orch'));
  if (!journal.ok) return complain(io, journal.error);
  const printed = printJournal(journal.value, options, io);
  journal.value.close();
  if (!printed.ok) return complain(io, printed.error);
  if (!options.follow) return 0;
  const engine = await runningEngine(project);
  if (!engine.ok) return complain(io, engine.error);
  return new Promise((resolve) => {
    engine.value.onClose(() => resolve(0));
    engine.value.subscribe(printed.value + 1, (events) => events.forEach(printer(options, io)));
  });
};
