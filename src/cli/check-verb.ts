import { join } from 'node:path';
import { pastTasks } from '../engine/run/restore.ts';
import { openForReading } from '../journal/journal.ts';
import { runCheck } from './check.ts';
import type { Io } from './io.ts';
import { findProject } from './project.ts';

/** `orch check` with this project's own past, where it has one. */
export const runCheckVerb = async (
  options: { readonly file: string | null; readonly json: boolean },
  io: Io,
): Promise<number> => {
  const journal = openForReading(join(findProject(io.cwd), '.orch'));
  const history = journal.ok ? pastTasks(journal.value) : null;
  if (journal.ok) journal.value.close();
  return runCheck(options, io, history?.ok === true ? history.value : []);
};
