import { mkdirSync } from 'node:fs';
import { ok, type Result } from '../../domain/errors.ts';
import type { TaskEntry } from '../../state/model.ts';
import type { Effect } from '../decide/input.ts';
import { hashFiles } from './checks/hashes.ts';
import { deliverablePaths } from './deliverables.ts';
import type { EffectParts } from './effect-parts.ts';
import { prepareReview } from './prepare-review.ts';
import { type Prepared, prepareWorkspace } from './workspace/prepare.ts';

/** A later attempt goes on in the same tree, and is measured against where the first began. */
export const prepareWork = async (
  parts: EffectParts,
  start: Extract<Effect, { do: 'start' }>,
  task: TaskEntry,
): Promise<Result<Prepared>> => {
  const { layout, state, post } = parts;
  mkdirSync(layout.workspace(task.id), { recursive: true });
  if (task.spec.reviews !== undefined) return prepareReview(parts, start, task.spec.reviews.task);
  const prepared = await prepareWorkspace({
    project: layout.project,
    task: task.spec,
    isolation: task.spec.isolation ?? state().settings.isolation,
    dependsOn: task.spec.depends_on,
    day: state().day,
  });
  if (!prepared.ok) return prepared;
  const { cwd, isolation, base, notes } = prepared.value;
  const first = task.cwd === null;
  const before = first ? await hashFiles(cwd, deliverablePaths(task.spec)) : task.before;
  post({
    kind: 'outcome',
    draft: {
      type: 'attempt.prepared',
      task: task.id,
      session: start.session,
      cwd,
      isolation,
      base,
      before,
    },
  });
  for (const text of notes)
    post({
      kind: 'outcome',
      draft: { type: 'notice.posted', level: 'info', task: task.id, text },
    });
  return ok(prepared.value);
};
