import type { Fact } from '../../domain/fact.ts';
import { wordsOfError } from '../api-error.ts';
import { isObject, jsonObject, textOf } from '../record.ts';
import type { GeminiMemory } from './memory.ts';
import { allGone, andThen, inState, nothing, type Seen } from './seen.ts';
import { limitIn, troubleOf } from './trouble.ts';
import { brokenOff, ended } from './turn.ts';
import { usageFacts } from './usage.ts';

type Row = Readonly<Record<string, unknown>>;

const SHORT_ID = 8;

/** A conversation's own records; those of its subagents lie in a folder, other conversations' beside. */
const isMain = (path: string, conversation: string | null): boolean =>
  conversation !== null &&
  new RegExp(`/chats/session-[^/]*-${conversation.slice(0, SHORT_ID)}\\.jsonl$`).test(path);

const callsIn = (row: Row): readonly Row[] =>
  Array.isArray(row.toolCalls) ? row.toolCalls.filter(isObject) : [];

const OUTSIDE = /Path not in workspace: Attempted path "[^"]*" resolves outside[^"\n]*/;

/** The path its last tool was refused for lying outside; forgotten with the next that goes well. */
const refusedIn = (calls: readonly Row[], before: string | null): string | null =>
  calls.reduce<string | null>((refused, call) => {
    const text = JSON.stringify(call.result ?? '').replaceAll(String.raw`\"`, '"');
    return OUTSIDE.exec(text)?.[0] ?? (call.status === 'success' ? null : refused);
  }, before);

const said = (row: Row, memory: GeminiMemory): Seen => {
  if (!isObject(row.tokens)) return nothing(memory);
  const calls = callsIn(row);
  const text = textOf(row.content) ?? '';
  const spoken = { ...memory, spoken: true, failing: null };
  if (calls.length > 0) return nothing({ ...spoken, words: null, refused: refusedIn(calls, memory.refused) });
  const facts: readonly Fact[] = text === '' ? [] : [{ type: 'session.message', text }];
  return andThen({ facts, memory: { ...spoken, words: text } }, ended);
};

const failed = (row: Row, memory: GeminiMemory): Seen => {
  const text = textOf(row.content) ?? '';
  const at = Date.parse(textOf(row.timestamp) ?? '');
  const over = { ...brokenOff(memory), failing: null };
  const limit = limitIn(text, Number.isNaN(at) ? null : at, 'file');
  const fact: Fact = limit ?? {
    type: 'session.trouble',
    source: 'file',
    trouble: troubleOf(text),
    text: wordsOfError(text),
    ended: true,
  };
  return andThen({ facts: [fact], memory: over }, (next) =>
    inState(next, limit === null ? 'error' : 'limited', 'file'),
  );
};

/** Its hook is not told of Esc: a call that is held goes once nobody waits for it. */
const cancelled = (memory: GeminiMemory): Seen =>
  andThen(allGone({ ...brokenOff(memory), running: false }, 'it was taken back'), (next) =>
    inState(next, 'idle', 'file'),
  );

/** Something is said in it: from here on it can go on. */
const prompt = (memory: GeminiMemory): Seen => {
  const { main, spoken } = memory;
  const told: readonly Fact[] = spoken || main === null ? [] : [{ type: 'session.conversation', id: main }];
  return { facts: told, memory: { ...memory, spoken: true, words: null } };
};

const mainRow = (row: Row, memory: GeminiMemory): Seen => {
  switch (row.type) {
    case 'user':
      return prompt(memory);
    case 'gemini':
      return said(row, memory);
    case 'error':
      return failed(row, memory);
    case 'info':
      return row.content === 'Request cancelled.' ? cancelled(memory) : nothing(memory);
    default:
      return nothing(memory);
  }
};

/** Written again with each tool that is done, a message's usage is told once. */
const counted = (row: Row, memory: GeminiMemory): Seen => {
  const facts = usageFacts(row);
  const usage = JSON.stringify(facts);
  return facts.length === 0 || memory.usage === usage
    ? nothing(memory)
    : { facts, memory: { ...memory, usage } };
};

/** One line of a conversation's record; what it was before this process began is known. */
export const recordLine = (text: string, path: string, conversation: string, memory: GeminiMemory): Seen => {
  const row = jsonObject(text);
  if (row === null) return nothing(memory);
  const usage = counted(row, memory);
  const main = isMain(path, memory.main ?? conversation) && (memory.running || memory.stopping);
  return main ? andThen(usage, (next) => mainRow(row, next)) : usage;
};
