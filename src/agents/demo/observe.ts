import type { AskBody, AskKind } from '../../domain/ask.ts';
import type { Fact } from '../../domain/fact.ts';
import type { Memory, Observed, SourceRecord } from '../agent.ts';
import { oscFacts, STATUS_OSC } from '../osc-status.ts';
import { countOf, isObject, jsonObject, numberOf, textOf } from '../record.ts';
import { type CountedById, countUsage, type UsageRow } from '../usage-by-message.ts';

type Line = Readonly<Record<string, unknown>>;

const usageRow = (line: Line): UsageRow => ({
  id: textOf(line.id) ?? '',
  model: textOf(line.model) ?? 'unknown',
  tokens: {
    input: countOf(line.input),
    output: countOf(line.output),
    cache_read: countOf(line.cache_read),
    cache_write: countOf(line.cache_write),
    thoughts: countOf(line.thoughts),
  },
  usd: numberOf(line.usd),
});

const askOf = (kind: AskKind, line: Line): AskBody => ({
  kind,
  text: textOf(line.text) ?? '',
  options: [],
  recommended: null,
  context: null,
  impact: null,
  subject: textOf(line.command),
  layer: textOf(line.layer),
});

const factOf = (line: Line): Fact | null => {
  const text = textOf(line.text) ?? '';
  const key = textOf(line.key) ?? '';
  switch (line.type) {
    case 'progress':
      return { type: 'session.progress', text };
    case 'milestone':
      return { type: 'session.milestone', text };
    case 'message':
      return { type: 'session.message', text };
    case 'notice':
      return { type: 'session.notice', text };
    case 'permission':
      return { type: 'session.asked', key, source: 'file', ask: askOf('permission', line) };
    case 'violation':
      return { type: 'session.violated', key, source: 'file', ask: askOf('violation', line) };
    case 'settled':
      return { type: 'session.ask_gone', key, how: text };
    default:
      return null;
  }
};

const countedIn = (memory: Memory): CountedById =>
  isObject(memory.counted) ? (memory.counted as CountedById) : {};

/** What the demo agent prints and appends, as facts; usage counts once a message. */
export const observe = (record: SourceRecord, memory: Memory): Observed => {
  if (record.kind === 'osc' && record.code === STATUS_OSC) return { facts: oscFacts(record.data), memory };
  const line = record.kind === 'line' ? jsonObject(record.text) : null;
  if (line === null) return { facts: [], memory };
  if (line.type === 'usage') {
    const { facts, counted } = countUsage(countedIn(memory), usageRow(line));
    return { facts, memory: { ...memory, counted } };
  }
  const fact = factOf(line);
  return { facts: fact === null ? [] : [fact], memory };
};
