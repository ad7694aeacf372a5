import { fail } from '../domain/errors.ts';
import { deliverablePaths } from '../engine/run/deliverables.ts';
import { diffOf } from '../engine/run/workspace/diff.ts';
import { complain } from './complain.ts';
import { renderDiff } from './diff.ts';
import type { Io } from './io.ts';
import { lastDay } from './past-day.ts';
import { findProject } from './project.ts';

/** `orch diff`: what a task changed since its work began. */
export const runDiff = async (
  { task, stat }: { readonly task: string; readonly stat: boolean },
  io: Io,
): Promise<number> => {
  const project = findProject(io.cwd);
  const day = lastDay(project);
  if (!day.ok) return complain(io, day.error);
  const entry = day.value.tasks.get(task);
  if (entry === undefined) return complain(io, fail('task.unknown', `no task ${task} today`).error);
  if (entry.base === null)
    return complain(
      io,
      fail('apply.nothing', `${task} has not begun, or git knows nothing of its tree`).error,
    );
  const deliverables = deliverablePaths(entry.spec);
  const diff = await diffOf({ project, task, base: entry.base, deliverables });
  if (!diff.ok) return complain(io, diff.error);
  for (const note of diff.value.notes) io.err(`orch: ${note}\n`);
  if (!stat) io.out(renderDiff(diff.value.patch, { color: io.color, terminal: io.terminal }));
  else
    for (const file of diff.value.files)
      io.out(
        `${`+${file.added ?? '?'}`.padStart(6)} ${`-${file.removed ?? '?'}`.padStart(6)}  ${file.path}\n`,
      );
  return 0;
};
