import { resolve } from 'node:path';
import { lackingIn } from '../agents/lacking.ts';
import { pricesOf } from '../cost/catalogue.ts';
import { localDate } from '../domain/date.ts';
import { exitCodeOf, failureLine } from '../domain/errors.ts';
import type { HistoryEntry } from '../domain/event.ts';
import { findAgentsOf } from '../engine/run/find-agents.ts';
import { checkDay } from '../plan/day-plan.ts';
import { loadDay, loadSettings } from '../taskfile/load.ts';
import { type NotLoaded, unread } from '../taskfile/loaded.ts';
import { renderMistakes } from '../taskfile/render.ts';
import { checkText } from './check-text.ts';
import type { Io } from './io.ts';
import { findProject } from './project.ts';
import { usualDayFile } from './usual-file.ts';

interface CheckArgs {
  /** As the person typed it; null: the day's usual file. */
  readonly file: string | null;
  readonly json: boolean;
}

/** Says why a file could not be loaded: its mistakes with their lines, or one line. */
export const complainOf = (failed: NotLoaded, json: boolean, io: Io): number => {
  const { error, file, text, mistakes } = failed;
  if (json) io.out(`${JSON.stringify({ ok: false, file, error, mistakes })}\n`);
  else if (mistakes.length === 0) io.err(`${failureLine(error)}\n`);
  else io.err(renderMistakes(file, text, mistakes));
  return exitCodeOf(error);
};

/** `orch check`: validates a task file and shows what the day would be; starts nothing. */
export const runCheck = async (
  { file, json }: CheckArgs,
  io: Io,
  history: readonly HistoryEntry[],
): Promise<number> => {
  const project = findProject(io.cwd);
  const settings = await loadSettings(project, io.env);
  if (!settings.ok) return complainOf(settings, json, io);
  const today = localDate(io.now());
  const path = file === null ? usualDayFile(project, today) : resolve(io.cwd, file);
  const loaded = await loadDay(path, { project, settings: settings.value, today });
  if (!loaded.ok) return complainOf(loaded, json, io);
  const { day, file: shown } = loaded.value;
  const lacking = lackingIn(day, settings.value.agents);
  if (lacking !== null) return complainOf(unread(shown, 'taskfile.invalid', lacking), json, io);
  const agents = findAgentsOf(day.tasks, settings.value, { project, env: io.env });
  const checked = checkDay({ file: shown, day, settings: settings.value, history, agents });
  io.out(
    json
      ? `${JSON.stringify({ ok: true, ...checked, prices_of: pricesOf })}\n`
      : checkText(checked, io.color),
  );
  return 0;
};
