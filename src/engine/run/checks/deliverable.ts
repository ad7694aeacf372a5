import type { Check } from '../../../domain/attempt-event.ts';
import type { Deliverable } from '../../../domain/task.ts';
import { hashFiles } from './hashes.ts';
import { insideOf } from './inside.ts';

/** The hash of each deliverable before the work; null where it was not there. */
export type Before = Readonly<Record<string, string | null>>;

const judge = (now: string | null, before: string | null | undefined): Omit<Check, 'what'> => {
  if (now === null) return { ok: false, detail: 'it is not there' };
  if (before === undefined) return { ok: true, detail: 'it is there; how it was before is not known' };
  if (before === null) return { ok: true, detail: 'it is new' };
  if (before === now) return { ok: false, detail: 'it is as it was before the work' };
  return { ok: true, detail: 'it was changed' };
};

/** Whether a promised file is there and is the work of this task; prose is for a person to judge. */
export const checkDeliverable = async (
  cwd: string,
  { text, path }: Deliverable,
  before: Before,
): Promise<Check> => {
  if (path === null) return { what: text, ok: null, detail: 'for you to judge' };
  if (!insideOf(cwd, path)) return { what: path, ok: false, detail: 'it leads outside the project' };
  const hashes = await hashFiles(cwd, [path]);
  return { what: path, ...judge(hashes[path] ?? null, before[path]) };
};
