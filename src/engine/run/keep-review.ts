import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../journal/durable.ts';
import type { EffectParts } from './effect-parts.ts';

/** A review as a file beside the author's other papers; the journal has it anyway. */
export const keepReview = async ({ layout, state, log }: EffectParts, id: string): Promise<void> => {
  const review = state().tasks.get(id);
  const of = review?.spec.reviews;
  if (review === undefined || of === undefined) return;
  const folder = join(layout.workspace(of.task), 'reviews');
  mkdirSync(folder, { recursive: true });
  const by = state().sessions.get(review.sessions.last() ?? '');
  const kept = {
    review: id,
    ...of,
    by: by?.agent ?? null,
    model: by?.model ?? null,
    ...(review.verdict ?? { verdict: null, text: review.why, findings: [] }),
    usd: review.spend.usd,
    tokens: review.spend.tokens,
    unknown_tokens: review.spend.unknown_tokens,
  };
  const written = replaceFile(join(folder, `${id}.json`), `${JSON.stringify(kept, null, 2)}\n`);
  if (!written.ok) log(`keep_review: ${written.error.what}`);
};
