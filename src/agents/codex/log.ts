import type { Trouble } from '../../domain/fact.ts';
import { troubleOfStatus } from '../trouble-signs.ts';
import type { CodexMemory } from './memory.ts';
import { nothing, type Seen } from './seen.ts';
import { usageFact } from './usage.ts';

type Fields = ReadonlyMap<string, string>;

const FIELD = /([\w.]+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/g;

const fieldsOf = (line: string): Fields =>
  new Map([...line.matchAll(FIELD)].map(([, name = '', quoted, plain]) => [name, quoted ?? plain ?? '']));

const count = (fields: Fields, name: string): number => Number(fields.get(name) ?? 0);

/** Codex makes titles in threads without tools that leave no rollout, yet are paid for. */
const begins = (fields: Fields, id: string, memory: CodexMemory): Seen => {
  const hidden = fields.get('mcp_server_count') === '0' && !memory.hidden.includes(id);
  return { facts: [], memory: hidden ? { ...memory, hidden: [...memory.hidden, id] } : memory };
};

const answered = (fields: Fields, id: string, memory: CodexMemory): Seen => {
  if (fields.get('event.kind') !== 'response.completed' || !memory.hidden.includes(id))
    return nothing(memory);
  const message = `${id}@${fields.get('event.timestamp') ?? ''}`;
  const fact = usageFact(fields.get('model') ?? 'unknown', message, {
    input: count(fields, 'input_token_count'),
    cached: count(fields, 'cached_token_count'),
    written: count(fields, 'cache_write_token_count'),
    output: count(fields, 'output_token_count'),
    reasoning: count(fields, 'reasoning_token_count'),
  });
  return { facts: [fact], memory };
};

const failure = (status: string | undefined): { readonly trouble: Trouble; readonly text: string } =>
  status === undefined
    ? { trouble: 'network', text: "the model's server cannot be reached; Codex tries again" }
    : {
        trouble: troubleOfStatus(Number(status)) ?? 'other',
        text: `the model's server answered ${status}; Codex tries again`,
      };

/** Codex tries failed requests again and again, and its rollout says nothing of it: said once for each kind. */
const requested = (fields: Fields, id: string, memory: CodexMemory): Seen => {
  if (id !== memory.main) return nothing(memory);
  if (!fields.has('error.message')) return { facts: [], memory: { ...memory, failing: null } };
  const status = fields.get('http.response.status_code');
  const failing = status ?? 'no answer';
  if (failing === memory.failing) return nothing(memory);
  const fact = { type: 'session.trouble', source: 'file', ...failure(status), ended: false } as const;
  return { facts: [fact], memory: { ...memory, failing } };
};

/** One line of Codex's log: what it asked of models, in every thread. */
export const logLine = (line: string, memory: CodexMemory): Seen => {
  const fields = fieldsOf(line);
  const id = fields.get('conversation.id');
  if (id === undefined) return nothing(memory);
  switch (fields.get('event.name')) {
    case 'codex.conversation_starts':
      return begins(fields, id, memory);
    case 'codex.sse_event':
      return answered(fields, id, memory);
    case 'codex.api_request':
      return requested(fields, id, memory);
    default:
      return nothing(memory);
  }
};
