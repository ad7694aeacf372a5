import type { AgentState, Fact, FactSource } from '../../domain/fact.ts';
import type { Observed } from '../agent.ts';
import type { GeminiMemory } from './memory.ts';

/** What one record leads to. */
export interface Seen {
  readonly facts: readonly Fact[];
  readonly memory: GeminiMemory;
  readonly reply?: NonNullable<Observed['reply']>;
}

export const nothing = (memory: GeminiMemory): Seen => ({ facts: [], memory });

/** A state is a fact where it is a new one. */
export const inState = (
  memory: GeminiMemory,
  state: AgentState,
  source: FactSource,
  message: string | null = null,
): Seen =>
  memory.state === state
    ? nothing(memory)
    : { facts: [{ type: 'session.state', state, source, message }], memory: { ...memory, state } };

/** One after the other. */
export const andThen = (seen: Seen, next: (memory: GeminiMemory) => Seen): Seen => {
  const more = next(seen.memory);
  return { ...seen, ...more, facts: [...seen.facts, ...more.facts] };
};

const goneFacts = (keys: readonly string[], how: string): readonly Fact[] =>
  keys.map((key) => ({ type: 'session.ask_gone', key, how }));

/** Its dialogs are off the screen. */
export const dialogsGone = (memory: GeminiMemory, how: string): Seen => ({
  facts: goneFacts(memory.dialogs, how),
  memory: { ...memory, dialogs: [], coming: [] },
});

/** Nobody waits for anything any more. */
export const allGone = (memory: GeminiMemory, how: string): Seen =>
  andThen({ facts: goneFacts(memory.held, how), memory: { ...memory, held: [] } }, (next) =>
    dialogsGone(next, how),
  );
