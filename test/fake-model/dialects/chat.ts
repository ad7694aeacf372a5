import { type Json, listIn, type Message, objectIn, textIn, textOf } from '../asked.ts';
import { type Dialect, event, inPieces, type Piece, type Reply } from '../dialect.ts';
import { quotaHeaders, refuse } from './openai-refusals.ts';
import { sums } from './openai-usage.ts';

const messageOf = (message: Json): readonly Message[] => {
  const words = textOf(message.content);
  if (message.role === 'assistant') return [{ role: 'model', text: words, results: [] }];
  if (message.role === 'tool') return [{ role: 'person', text: '', results: [words] }];
  return message.role === 'user' ? [{ role: 'person', text: words, results: [] }] : [];
};

const read: Dialect['read'] = (_path, body) => {
  const tools = listIn(body, 'tools').map((tool) => ({
    name: textIn(objectIn(tool, 'function'), 'name'),
  }));
  const schema = objectIn(objectIn(body, 'response_format'), 'json_schema').schema ?? null;
  return {
    model: textIn(body, 'model'),
    stream: body.stream === true,
    messages: listIn(body, 'messages').flatMap(messageOf),
    tools,
    schema,
    background: tools.length === 0 || schema !== null,
  };
};

const callsOf = (reply: Reply): readonly Json[] =>
  reply.calls.map(({ name, input }, index) => ({
    index,
    id: reply.newId('call_'),
    type: 'function',
    function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) },
  }));

const usageOf = (reply: Reply): Json => {
  const { input, output, total } = sums(reply.usage);
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: total,
    prompt_tokens_details: { cached_tokens: reply.usage.cache_read },
    completion_tokens_details: { reasoning_tokens: reply.usage.thoughts },
  };
};

const finishOf = (reply: Reply): string => (reply.calls.length > 0 ? 'tool_calls' : 'stop');

const envelope = (reply: Reply): Json => ({
  id: reply.newId('chatcmpl-'),
  created: Math.floor(reply.now / 1000),
  model: reply.model,
});

/** A call in two pieces: its name, then its input bit by bit. */
const callDeltas = (call: Json): readonly Json[] => {
  const given = objectIn(call, 'function');
  const opening = { ...call, function: { ...given, arguments: '' } };
  const rest = inPieces(textIn(given, 'arguments')).map((piece) => ({
    index: call.index,
    function: { arguments: piece },
  }));
  return [opening, ...rest].map((one) => ({ tool_calls: [one] }));
};

const pieces = (reply: Reply): readonly Piece[] => {
  const shared = { ...envelope(reply), object: 'chat.completion.chunk' };
  const say = (delta: Json, finish_reason: string | null, says: boolean): Piece =>
    event('', { ...shared, choices: [{ index: 0, delta, finish_reason }] }, says);
  return [
    say({ role: 'assistant', content: '' }, null, false),
    ...inPieces(reply.thinks).map((reasoning_content) => say({ reasoning_content }, null, true)),
    ...inPieces(reply.says).map((content) => say({ content }, null, true)),
    ...callsOf(reply)
      .flatMap(callDeltas)
      .map((delta) => say(delta, null, true)),
    say({}, finishOf(reply), false),
    event('', { ...shared, choices: [], usage: usageOf(reply) }),
    event('', '[DONE]'),
  ];
};

const wholeMessage = (reply: Reply): Json => ({
  role: 'assistant',
  content: reply.says === '' ? null : reply.says,
  ...(reply.thinks === '' ? {} : { reasoning_content: reply.thinks }),
  ...(reply.calls.length === 0 ? {} : { tool_calls: callsOf(reply) }),
});

/** OpenAI chat completions: what OpenCode speaks to most providers. What is written to a cache is plain input. */
export const chat: Dialect = {
  name: 'chat',
  speaks: (path) => path.endsWith('/chat/completions'),
  read,
  states: (usage) => ({ ...usage, input: usage.input + usage.cache_write, cache_write: 0 }),
  whole: (reply) => ({
    ...envelope(reply),
    object: 'chat.completion',
    choices: [{ index: 0, message: wholeMessage(reply), finish_reason: finishOf(reply) }],
    usage: usageOf(reply),
  }),
  pieces,
  headers: quotaHeaders,
  refuse,
  overloadedInside: () =>
    event('', {
      error: { type: 'server_error', code: 'server_is_overloaded', message: 'The server is overloaded.' },
    }).text,
};
