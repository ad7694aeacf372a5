import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { replaceFile } from '../journal/durable.ts';
import { openForReading } from '../journal/journal.ts';
import { reduceEvening, startOfEvening } from '../report/evening.ts';
import { reportMarkdown } from '../report/markdown.ts';
import { reportOf } from '../report/report.ts';
import { complain } from './complain.ts';
import type { Io } from './io.ts';
import { dayOf } from './past-day.ts';
import { findProject } from './project.ts';

interface ReportOptions {
  /** The task file whose last day is wanted; null: the last day. */
  readonly file: string | null;
  readonly json: boolean;
}

/** `orch report`: what really happened, from the journal alone. */
export const runReport = async ({ file, json }: ReportOptions, io: Io): Promise<number> => {
  const project = findProject(io.cwd);
  const journal = openForReading(join(project, '.orch'));
  if (!journal.ok) return complain(io, journal.error);
  const day = dayOf(journal.value, file === null ? null : relative(project, resolve(io.cwd, file)));
  if (!day.ok) return complain(io, day.error);
  let evening = startOfEvening;
  const read = journal.value.each({ day: day.value }, (event) => {
    evening = reduceEvening(evening, event);
  });
  journal.value.close();
  if (!read.ok) return complain(io, read.error);
  const report = reportOf(evening, io.now());
  if (json) {
    io.out(`${JSON.stringify(report)}\n`);
    return 0;
  }
  const path = join(project, 'results', `${day.value}-report.md`);
  mkdirSync(join(project, 'results'), { recursive: true });
  const markdown = reportMarkdown(report);
  const written = replaceFile(path, markdown);
  if (!written.ok) return complain(io, written.error);
  io.out(`${markdown}\n`);
  io.err(`orch: written to ${relative(io.cwd, path)}\n`);
  return 0;
};
