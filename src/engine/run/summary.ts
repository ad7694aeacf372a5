import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../journal/durable.ts';
import type { EffectParts } from './effect-parts.ts';

/** Marks a summary that orch wrote: the agent's own replaces it. */
const NOTE = '_The agent wrote no summary; these are its last words._';

/** summary.md is asked for; an agent that wrote none is quoted. */
export const keepLastWords = ({ layout, state }: EffectParts, task: string, session: string): void => {
  const words = state().sessions.get(session)?.last_words ?? null;
  const file = join(layout.workspace(task), 'summary.md');
  if (words === null || words.trim() === '' || existsSync(file)) return;
  // A summary that cannot be written is no reason to judge the work otherwise.
  replaceFile(file, `${NOTE}\n\n${words.trim()}\n`);
};
