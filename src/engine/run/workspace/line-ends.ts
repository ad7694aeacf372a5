import type { Choice } from './choose.ts';
import { git, gitBytes } from './git.ts';
import { onObjects, type TaskRepo } from './task-repo.ts';

type Merge = Extract<Choice, { do: 'merge' }>;

/** What the person's repository would store for this content under this name. */
const storedAs = async (repo: TaskRepo, path: string, blob: string): Promise<string | null> => {
  const bytes = await gitBytes(['cat-file', 'blob', blob], onObjects(repo));
  if (!bytes.ok) return null;
  const hash = ['hash-object', '--stdin', `--path=${path}`];
  const stored = await git(hash, { cwd: repo.at.top, input: bytes.value });
  return stored.ok ? stored.value : null;
};

/**
 * Whether the person's file is, to their git, one the task knows: with
 * `text=auto` or a filter, a fresh checkout may differ from theirs in every
 * line, and neither counts as an edit.
 */
export const unedited = async (repo: TaskRepo, { path, mine, bases }: Merge): Promise<boolean> => {
  const own = await storedAs(repo, path, mine.id);
  for (const base of bases)
    if (own !== null && mine.mode === base.mode && own === (await storedAs(repo, path, base.id))) return true;
  return false;
};
