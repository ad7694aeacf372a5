import type { AgentState, Fact } from '../../domain/fact.ts';
import type { Known, Step } from './known.ts';

interface Told {
  readonly state: AgentState;
  readonly message: string | null;
}

const atRest = ({ failed, status }: Known): Told => {
  if (failed === null) return { state: status === 'done' ? 'done' : 'idle', message: null };
  return { state: failed.limited === null ? 'error' : 'limited', message: failed.text };
};

const atWork = ({ retry }: Known): Told => {
  if (retry === null) return { state: 'working', message: null };
  if (retry.limited !== null) return { state: 'limited', message: retry.text };
  return { state: 'working', message: `tries again: ${retry.text}` };
};

const stateOf = (known: Known): Told | null => {
  const dialog = known.asks[0];
  if (dialog !== undefined) return { state: 'blocked', message: dialog.text };
  if (known.status === 'busy') return atWork(known);
  return known.status === 'unknown' ? null : atRest(known);
};

/** Adds the state all that is known amounts to, where it is another than was told last. */
export const withState = ({ facts, known }: Step): Step => {
  const now = stateOf(known);
  const name = now === null ? null : `${now.state} ${now.message ?? ''}`;
  if (now === null || name === known.told) return { facts, known };
  const fact: Fact = { type: 'session.state', source: 'hook', ...now };
  // The end of a turn is told when it is known that the agent rests; all else comes before the state it leads to.
  const ends = facts.filter(({ type }) => type === 'session.turn_ended');
  const others = facts.filter(({ type }) => type !== 'session.turn_ended');
  return { facts: [...others, fact, ...ends], known: { ...known, told: name } };
};
