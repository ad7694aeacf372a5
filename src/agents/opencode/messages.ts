import type { Fact } from '../../domain/fact.ts';
import { textOf } from '../record.ts';
import { onCallTold } from './asks.ts';
import { fieldsOf } from './fields.ts';
import { type Fields, type Known, type Step, unchanged } from './known.ts';
import { usageOf } from './usage.ts';

const begins = (known: Known, message: Fields): Known => {
  const id = textOf(message.id);
  const isRoots = known.root === null || message.sessionID === known.root;
  if (!isRoots || id === null || id === known.message || id === known.prompt) return known;
  if (message.role === 'assistant') return { ...known, message: id, words: {} };
  return { ...known, prompt: id, words: {}, failed: null, interrupted: false };
};

export const onMessage = (known: Known, message: Fields): Step => usageOf(begins(known, message), message);

const onText = (known: Known, part: Fields): Step => {
  const [id, text] = [textOf(part.id), textOf(part.text)?.trim() ?? ''];
  const whole = fieldsOf(part.time).end !== undefined;
  if (id === null || part.messageID !== known.message || !whole || text === '') return unchanged(known);
  if (known.words[id] === text) return unchanged(known);
  const fact: Fact = { type: 'session.message', text };
  return { facts: [fact], known: { ...known, words: { ...known.words, [id]: text } } };
};

const without = (calls: Known['calls'], id: string): Known['calls'] =>
  Object.fromEntries(Object.entries(calls).filter(([call]) => call !== id));

const onTool = (known: Known, part: Fields): Step => {
  const id = textOf(part.callID);
  const state = fieldsOf(part.state);
  if (id === null) return unchanged(known);
  if (state.status === 'completed' || state.status === 'error')
    return onCallTold({ ...known, calls: without(known.calls, id) }, id);
  const runs = state.status === 'running';
  const why = textOf(fieldsOf(state.input).description);
  const told: Known = { ...known, calls: { ...known.calls, [id]: { runs, why } } };
  return runs ? onCallTold(told, id) : unchanged(told);
};

/** Parts of messages: the agent's words once they are whole, and its calls of tools. */
export const onPart = (known: Known, part: Fields): Step => {
  if (part.type === 'text') return onText(known, part);
  return part.type === 'tool' ? onTool(known, part) : unchanged(known);
};
