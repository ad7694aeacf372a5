import type { Memory, Observed, SourceRecord } from '../agent.ts';
import { oscFacts, STATUS_OSC } from '../osc-status.ts';
import { callGone, type Heard, hookCall, replyTaken } from './hooks.ts';
import { logLine } from './log.ts';
import { type CodexMemory, recalled } from './memory.ts';
import { rolloutLine } from './rollout.ts';
import { screenText } from './screen.ts';
import { nothing } from './seen.ts';

/** Its prompt is empty for a moment before it takes up what it was launched with. */
const status = (data: string, memory: CodexMemory): Heard => {
  const facts = oscFacts(data);
  const rests = facts.some((fact) => fact.type === 'session.state' && fact.state === 'idle');
  if (rests && !memory.worked) return nothing(memory);
  return { facts, memory: facts.length === 0 ? memory : { ...memory, worked: true } };
};

const heard = (record: SourceRecord, memory: CodexMemory): Heard => {
  switch (record.kind) {
    case 'osc':
      return record.code === STATUS_OSC ? status(record.data, memory) : nothing(memory);
    case 'line':
      return record.id === 'log'
        ? logLine(record.text, memory)
        : rolloutLine(record.text, record.path, memory);
    case 'call':
      return record.from === 'answered' ? replyTaken(memory) : hookCall(record.data, memory);
    case 'call_gone':
      return callGone(record.key, memory);
    case 'screen':
      return screenText(record.rule, record.text, memory);
    default:
      return nothing(memory);
  }
};

/** What Codex prints, writes and calls, as facts. */
export const observe = (record: SourceRecord, memory: Memory): Observed => {
  const { facts, memory: next, reply } = heard(record, recalled(memory));
  return { facts, memory: { ...next }, ...(reply === undefined ? {} : { reply }) };
};
