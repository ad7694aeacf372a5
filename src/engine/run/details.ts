import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../domain/errors.ts';
import type { JournalReader } from '../../journal/read.ts';
import { checkDay } from '../../plan/day-plan.ts';
import { reduceEvening, startOfEvening } from '../../report/evening.ts';
import { reportMarkdown } from '../../report/markdown.ts';
import { reportOf } from '../../report/report.ts';
import type { DayState } from '../../state/model.ts';
import type {
  DetailQuery,
  DiffAnswer,
  FileAnswer,
  PlanAnswer,
  ReportAnswer,
  TaskFile,
} from '../../wire/queries.ts';
import { deliverablePaths } from './deliverables.ts';
import { findAgentsOf } from './find-agents.ts';
import type { Layout } from './layout.ts';
import { readDay } from './loader.ts';
import { pastTasks } from './restore.ts';
import { diffOf } from './workspace/diff.ts';

export interface DetailParts {
  readonly layout: Layout;
  readonly journal: JournalReader;
  readonly state: () => DayState;
  readonly now: () => number;
}

const fileNames: Readonly<Record<TaskFile, string>> = {
  instructions: 'agent_instructions.md',
  summary: 'summary.md',
  notes: 'notes.md',
  question: 'question.md',
  output: 'execution.json',
};

const diffOfTask = async (parts: DetailParts, id: string): Promise<Result<DiffAnswer>> => {
  const task = parts.state().tasks.get(id);
  if (task === undefined) return fail('task.unknown', `no task ${id} today`);
  if (task.base === null)
    return fail('apply.nothing', `${id} has not begun, or git knows nothing of its tree`);
  const deliverables = deliverablePaths(task.spec);
  const diff = await diffOf({ project: parts.layout.project, task: id, base: task.base, deliverables });
  if (!diff.ok) return diff;
  const { patch, total, mixed, notes } = diff.value;
  return ok({ patch, total, mixed, notes });
};

const fileOfTask = (parts: DetailParts, id: string, name: TaskFile): Result<FileAnswer> => {
  if (!parts.state().tasks.has(id)) return fail('task.unknown', `no task ${id} today`);
  const path = join(parts.layout.workspace(id), fileNames[name]);
  try {
    return ok({ path, text: readFileSync(path, 'utf8') });
  } catch {
    return ok({ path, text: null });
  }
};

const reportOfDay = ({ journal, state, layout, now }: DetailParts): Result<ReportAnswer> => {
  const { day } = state();
  let evening = startOfEvening;
  const read = journal.each({ day }, (event) => {
    evening = reduceEvening(evening, event);
  });
  if (!read.ok) return read;
  const path = join(layout.project, 'results', `${day}-report.md`);
  return ok({ path, text: reportMarkdown(reportOf(evening, now())) });
};

const planOf = async ({ layout, journal, now }: DetailParts, file: string): Promise<Result<PlanAnswer>> => {
  const read = await readDay(layout.project, resolve(layout.project, file), now());
  if (!read.ok) return read;
  const history = pastTasks(journal);
  if (!history.ok) return history;
  const { day, settings } = read.value;
  const agents = findAgentsOf(day.tasks, settings, { project: layout.project, env: process.env });
  return ok(checkDay({ file, day, settings, history: history.value, agents }));
};

/** What a console asks about one thing at a time, worked out when it is asked. */
export const detail = async (parts: DetailParts, query: DetailQuery): Promise<Result<unknown>> => {
  switch (query.what) {
    case 'diff':
      return diffOfTask(parts, query.task);
    case 'file':
      return fileOfTask(parts, query.task, query.name);
    case 'report':
      return reportOfDay(parts);
    case 'plan':
      return planOf(parts, query.file);
  }
};
