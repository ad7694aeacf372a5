import { fail, ok, type Result } from '../../domain/errors.ts';
import { deliverablePaths } from './deliverables.ts';
import type { EffectParts } from './effect-parts.ts';
import { applyTask } from './workspace/apply.ts';

const named = (files: readonly string[]): string =>
  files.length === 1 ? `${files[0]}` : `${files.length} files`;

/** Brings a task's changes into the person's tree, on their word only; never commits. */
export const applyWork = async (
  parts: EffectParts,
  id: string,
): Promise<Result<{ readonly said: string; readonly files: readonly string[] }>> => {
  const task = parts.state().tasks.get(id);
  if (task?.base == null)
    return fail('apply.nothing', `${id} has no worktree: what it did is in your tree already`);
  const deliverables = deliverablePaths(task.spec);
  const applied = await applyTask({ project: parts.layout.project, task: id, base: task.base, deliverables });
  if (!applied.ok) return applied;
  const { files, merged, already } = applied.value;
  parts.post({ kind: 'outcome', draft: { type: 'task.applied', task: id, files } });
  if (already) return ok({ said: `${id} was applied before: nothing to do`, files });
  const kept = merged.length === 0 ? '' : `; ${named(merged)} held your own edits, both are kept`;
  return ok({ said: `${id} applied: ${named(files)}, uncommitted${kept}`, files });
};
