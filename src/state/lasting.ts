import type { Trouble } from '../domain/fact.ts';
import type { SessionTrouble } from './entry-parts.ts';

/** A refused path or folder is still refused while the agent tries something else. */
const lastingTroubles: ReadonlySet<Trouble> = new Set(['path', 'trust', 'repository']);

/** What is left of a trouble once the agent is at work again. */
export const lasting = (trouble: SessionTrouble | null): SessionTrouble | null =>
  trouble !== null && !trouble.ended && lastingTroubles.has(trouble.trouble) ? trouble : null;
