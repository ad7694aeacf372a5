import type { Fact } from '../../domain/fact.ts';
import type { GeminiMemory } from './memory.ts';
import { allGone, andThen, dialogsGone, inState, nothing, type Seen } from './seen.ts';

/** The dialogs that were announced are on the screen now. */
export const shown = (memory: GeminiMemory): Seen => {
  const facts = memory.coming.map(
    ({ key, body }): Fact => ({ type: 'session.asked', key, source: 'hook', ask: body }),
  );
  const dialogs = [...memory.dialogs, ...memory.coming.map(({ key }) => key)];
  return { facts, memory: { ...memory, coming: [], dialogs } };
};

const asks = (memory: GeminiMemory): Seen =>
  andThen(shown({ ...memory, handUp: true }), (next) => inState(next, 'blocked', 'title'));

const works = (memory: GeminiMemory): Seen => {
  const lowered = { ...memory, handUp: false };
  const seen = memory.handUp ? dialogsGone(lowered, 'it was answered') : nothing(lowered);
  // A call held for a person looks like work to it.
  return memory.held.length > 0 ? seen : andThen(seen, (next) => inState(next, 'working', 'title'));
};

/** At its start it is ready for a moment, before its first prompt; after its turn how that ended says more. */
const rests = (memory: GeminiMemory): Seen => {
  if (memory.state === null) return nothing(memory);
  const rested = allGone({ ...memory, handUp: false, running: false }, 'it no longer waits');
  return memory.state === 'done' || memory.state === 'error'
    ? rested
    : andThen(rested, (next) => inState(next, 'idle', 'title'));
};

/** `◇ Ready`, `✦ Working…`, `⏲ Working…`, `✋ Action Required`: one word for each state. */
export const title = (text: string, memory: GeminiMemory): Seen => {
  switch ([...text.trimStart()][0]) {
    case '✋':
      return asks(memory);
    case '✦':
    case '⏲':
      return memory.state === null ? nothing(memory) : works(memory);
    case '◇':
      return rests(memory);
    default:
      return nothing(memory);
  }
};
