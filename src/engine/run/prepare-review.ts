import { join } from 'node:path';
import { fail, ok, type Result } from '../../domain/errors.ts';
import { replaceFile } from '../../journal/durable.ts';
import { deliverablePaths } from './deliverables.ts';
import type { EffectParts } from './effect-parts.ts';
import type { Start } from './launch-context.ts';
import { diffOf } from './workspace/diff.ts';
import type { Prepared } from './workspace/prepare.ts';

/** A reviewer stands in its author's folder, with all the author has changed as a patch. */
export const prepareReview = async (
  parts: EffectParts,
  start: Start,
  authorId: string,
): Promise<Result<Prepared>> => {
  const { layout, state, post } = parts;
  const author = state().tasks.get(authorId);
  if (author === undefined || author.cwd === null)
    return fail('worktree.failed', `${authorId} has no work to review yet`);
  const { base, cwd, spec } = author;
  const deliverables = deliverablePaths(spec);
  const diff =
    base === null ? null : await diffOf({ project: layout.project, task: authorId, base, deliverables });
  const patch = diff?.ok === true ? diff.value.patch : '';
  const kept = replaceFile(join(layout.workspace(start.task), 'diff.patch'), patch);
  if (!kept.ok) return kept;
  post({
    kind: 'outcome',
    draft: {
      type: 'attempt.prepared',
      task: start.task,
      session: start.session,
      cwd,
      isolation: 'shared',
      base: null,
      before: {},
    },
  });
  return ok({ cwd, isolation: 'shared', base: null, notes: [] });
};
