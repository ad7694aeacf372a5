import type { Rule } from '../../domain/ask.ts';
import { ok, type Result } from '../../domain/errors.ts';
import type { HistoryEntry } from '../../domain/event.ts';
import type { JournalReader } from '../../journal/read.ts';
import { type DayState, initialState } from '../../state/model.ts';
import { reduce } from '../../state/reduce.ts';

const HISTORY = 300;
const RULES = 10_000;

/** The last day as its events tell it. */
export const restoreDay = (journal: JournalReader, day?: string): Result<DayState> => {
  const last = day === undefined ? journal.lastDay() : ok(day);
  if (!last.ok) return last;
  const seq = journal.lastSeq();
  if (!seq.ok) return seq;
  let state = initialState;
  if (last.value !== null) {
    const read = journal.each({ day: last.value }, (event) => {
      state = reduce(state, event);
    });
    if (!read.ok) return read;
  }
  return ok({ ...state, seq: seq.value });
};

/** The rules a person has saved and not removed, over all days. */
export const savedRules = (journal: JournalReader): Result<readonly Rule[]> => {
  const events = journal.latest(['rule.saved', 'rule.removed'], RULES);
  if (!events.ok) return events;
  const rules = new Map<string, Rule>();
  for (const event of events.value) {
    if (event.type === 'rule.saved') rules.set(event.rule.id, event.rule);
    if (event.type === 'rule.removed') rules.delete(event.rule);
  }
  return ok([...rules.values()]);
};

/** How earlier tasks went: what forecasts rest on. */
export const pastTasks = (journal: JournalReader): Result<readonly HistoryEntry[]> => {
  const events = journal.latest(['task.ended'], HISTORY);
  if (!events.ok) return events;
  return ok(
    events.value.flatMap((event) =>
      event.type === 'task.ended' && event.state === 'done' ? [event.history] : [],
    ),
  );
};
