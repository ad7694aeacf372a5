import { join } from 'node:path';
import { fail, ok, type Result } from '../domain/errors.ts';
import { restoreDay } from '../engine/run/restore.ts';
import { openForReading } from '../journal/journal.ts';
import type { JournalReader } from '../journal/read.ts';
import type { DayState } from '../state/model.ts';

const DAYS = 1_000;

/** The name of the last day, or of the last one whose task file this was. */
export const dayOf = (journal: JournalReader, file: string | null): Result<string> => {
  const opened = journal.latest(['day.opened'], DAYS);
  if (!opened.ok) return opened;
  const wanted = opened.value.findLast(
    (event) => event.type === 'day.opened' && (file === null || event.file === file),
  );
  if (wanted !== undefined) return ok(wanted.day);
  return fail('day.none', `no day${file === null ? '' : ` of ${file}`} has been run here yet`);
};

/** The last day as its journal tells it. */
export const lastDay = (project: string): Result<DayState> => {
  const journal = openForReading(join(project, '.orch'));
  if (!journal.ok) return journal;
  const day = dayOf(journal.value, null);
  const state = day.ok ? restoreDay(journal.value, day.value) : day;
  journal.value.close();
  return state;
};
