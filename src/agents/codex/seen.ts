import type { Fact } from '../../domain/fact.ts';
import type { CodexMemory } from './memory.ts';

/** What one record leads to. */
export interface Seen {
  readonly facts: readonly Fact[];
  readonly memory: CodexMemory;
}

export const nothing = (memory: CodexMemory): Seen => ({ facts: [], memory });
