import { isObject, jsonObject, textOf } from '../record.ts';
import { quotaFacts } from './limits.ts';
import type { CodexMemory } from './memory.ts';
import { commandDone, toolCall } from './refused.ts';
import { nothing, type Seen } from './seen.ts';
import { isUsageLimit, troubleOf, turnError } from './trouble.ts';
import { usageFact } from './usage.ts';

type Row = Readonly<Record<string, unknown>>;

/** `rollout-<time>-<conversation>.jsonl` */
const threadOf = (path: string): string | null =>
  /([0-9a-f]{8}-[0-9a-f-]{27})\.jsonl$/.exec(path)?.[1] ?? null;

const usage = (row: Row, memory: CodexMemory, path: string): Seen => {
  const [id, counts] = [textOf(row.response_id), row.usage];
  if (id === null || !isObject(counts)) return nothing(memory);
  const fact = usageFact(memory.models[path] ?? 'unknown', id, {
    input: counts.input_tokens,
    cached: counts.cached_input_tokens,
    written: counts.cache_write_input_tokens,
    output: counts.output_tokens,
    reasoning: counts.reasoning_output_tokens,
  });
  return { facts: [fact], memory };
};

/** A turn that failed has no Stop hook: only its record tells. */
const turnOver = (row: Row, memory: CodexMemory): Seen => {
  const turn = textOf(row.turn_id);
  if (turn === null || turn !== memory.turn || turn === memory.ended) return nothing(memory);
  const over = { ...memory, ended: turn };
  const error = turnError(row.error);
  if (error === null) {
    if (memory.asides.length > 0) return { facts: [], memory: over };
    const text = textOf(row.last_agent_message);
    return { facts: [{ type: 'session.turn_ended', source: 'file', text }], memory: over };
  }
  const { text } = error;
  if (isUsageLimit(error))
    return { facts: [{ type: 'session.limited', source: 'file', until: memory.reset, text }], memory: over };
  const trouble = troubleOf(error);
  return { facts: [{ type: 'session.trouble', source: 'file', trouble, text, ended: true }], memory: over };
};

const itemDone = (item: unknown, memory: CodexMemory): Seen => {
  if (!isObject(item)) return nothing(memory);
  if (item.type === 'AgentMessage' && item.delivery !== 'async') {
    const content = Array.isArray(item.content) ? item.content : [];
    const text = content.map((part) => (isObject(part) ? (textOf(part.text) ?? '') : '')).join('');
    return { facts: text === '' ? [] : [{ type: 'session.message', text }], memory };
  }
  return item.type === 'CommandExecution' ? commandDone(item, memory) : nothing(memory);
};

const ofItself = (memory: CodexMemory, path: string): boolean =>
  memory.main !== null && threadOf(path) === memory.main;

const event = (row: Row, memory: CodexMemory, path: string): Seen => {
  if (row.type === 'token_count') return quotaFacts(row.rate_limits, memory);
  if (!ofItself(memory, path)) return nothing(memory);
  if (row.type === 'task_complete') return turnOver(row, memory);
  return row.type === 'item_completed' ? itemDone(row.item, memory) : nothing(memory);
};

/** One line of a conversation's own record, a subagent's too. */
export const rolloutLine = (text: string, path: string, memory: CodexMemory): Seen => {
  const line = jsonObject(text);
  const row = line?.payload;
  if (line === null || !isObject(row)) return nothing(memory);
  switch (line.type) {
    case 'turn_context': {
      const models = { ...memory.models, [path]: textOf(row.model) ?? 'unknown' };
      return { facts: [], memory: { ...memory, models } };
    }
    case 'token_usage_record':
      return usage(row, memory, path);
    case 'event_msg':
      return event(row, memory, path);
    case 'response_item':
      return ofItself(memory, path) ? toolCall(row, memory) : nothing(memory);
    default:
      return nothing(memory);
  }
};
