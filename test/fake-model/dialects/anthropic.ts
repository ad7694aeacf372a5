import type { Tokens } from '../../../src/domain/money.ts';
import { type Json, listIn, type Message, objectIn, textIn, textOf } from '../asked.ts';
import { type Dialect, event, inPieces, type Piece, type Reply } from '../dialect.ts';
import { quotaHeaders, refuse } from './anthropic-refusals.ts';

const messageOf = (message: Json): Message => {
  const { content } = message;
  const words = Array.isArray(content)
    ? listIn(message, 'content').filter((p) => p.type === 'text')
    : content;
  const results = listIn(message, 'content').filter((p) => p.type === 'tool_result');
  return {
    role: message.role === 'assistant' ? 'model' : 'person',
    text: textOf(words),
    results: results.map((result) => textOf(result.content)),
  };
};

const read: Dialect['read'] = (_path, body) => {
  const tools = listIn(body, 'tools').map((tool) => ({ name: textIn(tool, 'name') }));
  const schema = objectIn(objectIn(body, 'output_config'), 'format').schema ?? null;
  return {
    model: textIn(body, 'model'),
    stream: body.stream === true,
    messages: listIn(body, 'messages')
      .filter((message) => message.role !== 'system')
      .map(messageOf),
    tools,
    schema,
    background: tools.length === 0 || schema !== null,
  };
};

const inputUsage = (usage: Tokens) => ({
  input_tokens: usage.input,
  cache_creation_input_tokens: usage.cache_write,
  cache_read_input_tokens: usage.cache_read,
  cache_creation: {
    ephemeral_5m_input_tokens: usage.cache_write - (usage.cache_write_1h ?? 0),
    ephemeral_1h_input_tokens: usage.cache_write_1h ?? 0,
  },
  service_tier: 'standard',
});

/** Thinking is part of the output, and stated among it. */
const fullUsage = (usage: Tokens) => ({
  ...inputUsage(usage),
  output_tokens: usage.output + usage.thoughts,
  output_tokens_details: { thinking_tokens: usage.thoughts },
});

const SIGNATURE = 'c2lnbmVk';

const blocksOf = (reply: Reply): readonly Json[] => [
  ...(reply.thinks === '' ? [] : [{ type: 'thinking', thinking: reply.thinks, signature: SIGNATURE }]),
  ...(reply.says === '' ? [] : [{ type: 'text', text: reply.says }]),
  ...reply.calls.map(({ name, input }) => ({ type: 'tool_use', id: reply.newId('toolu_'), name, input })),
];

const stopOf = (reply: Reply): string => (reply.calls.length > 0 ? 'tool_use' : 'end_turn');

const envelope = (reply: Reply) => ({
  id: reply.newId('msg_'),
  type: 'message',
  role: 'assistant',
  model: reply.model,
  stop_sequence: null,
});

const openingOf = (block: Json): Json => {
  if (block.type === 'text') return { type: 'text', text: '' };
  if (block.type === 'thinking') return { type: 'thinking', thinking: '', signature: '' };
  return { ...block, input: {} };
};

const deltasOf = (block: Json): readonly Json[] => {
  if (block.type === 'text')
    return inPieces(textIn(block, 'text')).map((text) => ({ type: 'text_delta', text }));
  if (block.type === 'thinking')
    return [
      ...inPieces(textIn(block, 'thinking')).map((thinking) => ({ type: 'thinking_delta', thinking })),
      { type: 'signature_delta', signature: SIGNATURE },
    ];
  return inPieces(JSON.stringify(block.input)).map((partial_json) => ({
    type: 'input_json_delta',
    partial_json,
  }));
};

const say = (type: string, data: Json, says = false): Piece => event(type, { type, ...data }, says);

const blockPieces = (content_block: Json, index: number): readonly Piece[] => [
  say('content_block_start', { index, content_block: openingOf(content_block) }),
  ...deltasOf(content_block).map((delta) => say('content_block_delta', { index, delta }, true)),
  say('content_block_stop', { index }),
];

const pieces = (reply: Reply): readonly Piece[] => {
  const { usage } = reply;
  const started = { ...inputUsage(usage), output_tokens: 1 };
  return [
    say('message_start', { message: { ...envelope(reply), content: [], stop_reason: null, usage: started } }),
    ...blocksOf(reply).flatMap(blockPieces),
    say('message_delta', {
      delta: { stop_reason: stopOf(reply), stop_sequence: null },
      usage: fullUsage(usage),
    }),
    say('message_stop', {}),
  ];
};

/** Anthropic Messages: what Claude Code speaks. */
export const anthropic: Dialect = {
  name: 'anthropic',
  speaks: (path) => path.endsWith('/messages'),
  read,
  states: (usage) => usage,
  whole: (reply) => ({
    ...envelope(reply),
    content: blocksOf(reply),
    stop_reason: stopOf(reply),
    usage: fullUsage(reply.usage),
  }),
  pieces,
  headers: quotaHeaders,
  refuse,
  overloadedInside: () => say('error', { error: { type: 'overloaded_error', message: 'Overloaded' } }).text,
};
