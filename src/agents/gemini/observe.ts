import type { Memory, Observed, SourceRecord } from '../agent.ts';
import { callGone, hookCall, replyTaken } from './hooks.ts';
import { logLine } from './log.ts';
import { type GeminiMemory, recalled } from './memory.ts';
import { ANSWERED, conversationOf, REVIEWER } from './names.ts';
import { recordLine } from './rows.ts';
import { screenText } from './screen.ts';
import { nothing, type Seen } from './seen.ts';
import { title } from './title.ts';

const seen = (record: SourceRecord, memory: GeminiMemory): Seen => {
  switch (record.kind) {
    case 'title':
      return title(record.text, memory);
    case 'line': {
      const conversation = conversationOf(record.id);
      return conversation === null
        ? logLine(record.text, memory)
        : recordLine(record.text, record.path, conversation, memory);
    }
    case 'call':
      return record.from === ANSWERED
        ? replyTaken(record.data, memory)
        : hookCall(record.data, memory, record.from === REVIEWER);
    case 'call_gone':
      return callGone(record.key, memory);
    case 'screen':
      return screenText(record.rule, record.text, memory);
    default:
      return nothing(memory);
  }
};

/** What Gemini CLI titles, writes, logs and calls, as facts. */
export const observe = (record: SourceRecord, memory: Memory): Observed => {
  const { facts, memory: next, reply } = seen(record, recalled(memory));
  return { facts, memory: { ...next }, ...(reply === undefined ? {} : { reply }) };
};
