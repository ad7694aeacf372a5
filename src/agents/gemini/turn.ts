import type { Fact } from '../../domain/fact.ts';
import type { GeminiMemory } from './memory.ts';
import { andThen, inState, nothing, type Seen } from './seen.ts';

const endOf = ({ refused, words }: GeminiMemory): Fact =>
  refused === null
    ? { type: 'session.turn_ended', source: 'hook', text: words }
    : { type: 'session.trouble', source: 'file', trouble: 'path', text: refused, ended: true };

/**
 * Its hook says that a turn ends even where a person broke it off; its record has
 * whole last words only of one that ended by itself. Whichever comes last ends it.
 */
export const ended = (memory: GeminiMemory): Seen => {
  if (!memory.stopping || memory.words === null) return nothing(memory);
  const over = { ...memory, running: false, stopping: false, words: null, refused: null };
  return andThen({ facts: [endOf(memory)], memory: over }, (next) => inState(next, 'done', 'hook'));
};

export const prompted = (memory: GeminiMemory): Seen =>
  inState(
    { ...memory, running: true, stopping: false, words: null, refused: null, failing: null },
    'working',
    'hook',
  );

/** A person broke it off, or it failed: no turn ended by itself. */
export const brokenOff = (memory: GeminiMemory): GeminiMemory => ({
  ...memory,
  stopping: false,
  words: null,
  refused: null,
});
