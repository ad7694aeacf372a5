import type { Fact } from '../../domain/fact.ts';
import type { Observed } from '../agent.ts';
import type { Remembered } from './memory.ts';

/** What one record leads to. */
export interface Step {
  readonly state: Remembered;
  readonly facts: readonly Fact[];
  readonly reply?: NonNullable<Observed['reply']>;
}

export const nothingNew = (state: Remembered): Step => ({ state, facts: [] });

/** Asks that nobody waits for any more. */
export const gone = (state: Remembered, keys: readonly string[], how: string): Step => {
  const waiting = Object.fromEntries(Object.entries(state.waiting).filter(([key]) => !keys.includes(key)));
  const known = keys.filter((key) => Object.hasOwn(state.waiting, key));
  return {
    state: { ...state, waiting },
    facts: known.map((key) => ({ type: 'session.ask_gone', key, how })),
  };
};
