import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../../domain/errors.ts';
import { fileFailure } from '../../../journal/durable.ts';
import type { Entry } from './changes.ts';
import type { Choice } from './choose.ts';
import { git, gitBytes, runGit } from './git.ts';
import { onObjects, type TaskRepo } from './task-repo.ts';

type Merge = Extract<Choice, { do: 'merge' }>;

const writeBlob = async (repo: TaskRepo, id: string, file: string): Promise<Result<void>> => {
  const bytes = await gitBytes(['cat-file', 'blob', id], onObjects(repo));
  if (!bytes.ok) return bytes;
  try {
    writeFileSync(file, bytes.value);
    return ok(undefined);
  } catch (error) {
    return fileFailure(error, file);
  }
};

/** Where only one side changed the kind of file (say, made it runnable), that side's word holds. */
const modeOf = ({ mine, theirs }: Merge, base: { readonly mode: string }): string =>
  theirs.mode === base.mode ? mine.mode : theirs.mode;

/** Both sides' lines in one file; null where they touch the same lines, or are no lines at all. */
export const mergeLines = async (repo: TaskRepo, scratch: string, merge: Merge): Promise<Result<Entry>> => {
  const call = onObjects(repo);
  const file = (side: string): string => join(scratch, side);
  for (const side of ['mine', 'theirs'] as const) {
    const written = await writeBlob(repo, merge[side].id, file(side));
    if (!written.ok) return written;
  }
  for (const base of merge.bases) {
    const written = await writeBlob(repo, base.id, file('base'));
    if (!written.ok) return written;
    const merged = await runGit(['merge-file', '-p', '-q', file('mine'), file('base'), file('theirs')], call);
    if (merged.code !== 0) continue;
    const made = await git(['hash-object', '-w', '--stdin'], { ...call, input: merged.bytes });
    return made.ok ? ok({ mode: modeOf(merge, base), id: made.value }) : made;
  }
  return ok(null);
};
