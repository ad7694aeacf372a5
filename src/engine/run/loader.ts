import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lackingIn } from '../../agents/lacking.ts';
import type { Command } from '../../domain/command.ts';
import { localDate } from '../../domain/date.ts';
import { fail, ok, type Result } from '../../domain/errors.ts';
import type { JournalReader } from '../../journal/read.ts';
import { loadDay, loadSettings } from '../../taskfile/load.ts';
import type { DayContext } from '../decide/input.ts';
import { findAgentsOf } from './find-agents.ts';
import { pastTasks, savedRules } from './restore.ts';

type StartCommand = Extract<Command, { do: 'day.start' }>;

/** Reads a task file with the settings in force. */
export const readDay = async (project: string, file: string, now: number) => {
  const settings = await loadSettings(project, process.env);
  if (!settings.ok) return settings;
  const loaded = await loadDay(file, { project, settings: settings.value, today: localDate(now) });
  if (!loaded.ok) return loaded;
  const lacking = lackingIn(loaded.value.day, settings.value.agents);
  if (lacking !== null) return fail('taskfile.invalid', lacking, { where: file });
  return ok({ day: loaded.value.day, settings: settings.value });
};

/** All that a start must know, read from disk, git and journal. */
export const startContext = async (
  project: string,
  command: StartCommand,
  journal: JournalReader,
  now: number,
): Promise<Result<DayContext>> => {
  const read = await readDay(project, command.file, now);
  if (!read.ok) return read;
  const days = journal.days();
  if (!days.ok) return days;
  const rules = savedRules(journal);
  if (!rules.ok) return rules;
  const history = pastTasks(journal);
  if (!history.ok) return history;
  return ok({
    file: command.file,
    day: read.value.day,
    settings: read.value.settings,
    project,
    git: existsSync(join(project, '.git')),
    days: days.value,
    rules: rules.value,
    history: history.value,
    agents: findAgentsOf(read.value.day.tasks, read.value.settings, { project, env: process.env }),
  });
};
