import {
  isObject,
  type Json,
  listIn,
  type Message,
  type OfferedTool,
  objectIn,
  textIn,
  textOf,
} from '../asked.ts';
import { type Dialect, event, inPieces, type NamedCall, type Piece, type Reply } from '../dialect.ts';
import { quotaHeaders, refuse } from './openai-refusals.ts';
import { sums } from './openai-usage.ts';

/** What one of Codex's agents tells another; what it is to do comes sealed. */
const fromAgent = (item: Json): Message => ({
  role: 'person',
  text: listIn(item, 'content')
    .map((part) => textIn(part, 'text') || textIn(part, 'encrypted_content'))
    .join('\n'),
  results: [],
});

const messageOf = (item: Json): readonly Message[] => {
  const type = textIn(item, 'type') || 'message';
  if (type === 'agent_message') return [fromAgent(item)];
  if (type === 'message') {
    const words = textOf(item.content);
    if (item.role === 'assistant') return [{ role: 'model', text: words, results: [] }];
    return item.role === 'user' ? [{ role: 'person', text: words, results: [] }] : [];
  }
  if (type.endsWith('_output')) return [{ role: 'person', text: '', results: [textOf(item.output)] }];
  return type.endsWith('_call') || type === 'reasoning' ? [{ role: 'model', text: '', results: [] }] : [];
};

const toolsIn = (tools: readonly Json[], namespace?: string): readonly OfferedTool[] =>
  tools.flatMap((tool) =>
    tool.type === 'namespace'
      ? toolsIn(listIn(tool, 'tools'), textIn(tool, 'name'))
      : [
          {
            name: textIn(tool, 'name') || textIn(tool, 'type'),
            ...(namespace === undefined ? {} : { namespace }),
          },
        ],
  );

const read: Dialect['read'] = (_path, body) => {
  const input =
    typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : listIn(body, 'input');
  // Codex may send its tools as an item of the input.
  const more = input.filter((item) => textIn(item, 'type') === 'additional_tools');
  const tools = toolsIn([...listIn(body, 'tools'), ...more.flatMap((item) => listIn(item, 'tools'))]);
  const schema = objectIn(objectIn(body, 'text'), 'format').schema ?? null;
  return {
    model: textIn(body, 'model'),
    stream: body.stream === true,
    messages: input.flatMap(messageOf),
    tools,
    schema,
    background: tools.length === 0 || schema !== null,
  };
};

const callItem = (call: NamedCall, newId: Reply['newId']): Json => {
  const { name, namespace, input } = call;
  const shared = {
    status: 'completed',
    call_id: newId('call_'),
    name,
    ...(namespace === undefined ? {} : { namespace }),
  };
  return isObject(input)
    ? { type: 'function_call', id: newId('fc_'), ...shared, arguments: JSON.stringify(input) }
    : { type: 'custom_tool_call', id: newId('ctc_'), ...shared, input };
};

const itemsOf = (reply: Reply): readonly Json[] => {
  const thought = {
    type: 'reasoning',
    id: reply.newId('rs_'),
    summary: [{ type: 'summary_text', text: reply.thinks }],
    encrypted_content: 'c2VjcmV0',
  };
  const message = {
    type: 'message',
    id: reply.newId('msg_'),
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text: reply.says, annotations: [] }],
  };
  return [
    ...(reply.thinks === '' ? [] : [thought]),
    ...(reply.says === '' ? [] : [message]),
    ...reply.calls.map((call) => callItem(call, reply.newId)),
  ];
};

const openingOf = (item: Json): Json => {
  if (item.type === 'reasoning') return { ...item, summary: [] };
  if (item.type === 'message') return { ...item, content: [], status: 'in_progress' };
  if (item.type === 'function_call') return { ...item, arguments: '', status: 'in_progress' };
  return { ...item, input: '', status: 'in_progress' };
};

const deltasOf = (item: Json): readonly (readonly [string, Json])[] => {
  const [part] = [...listIn(item, 'content'), ...listIn(item, 'summary')];
  const in_item = { item_id: item.id };
  if (item.type === 'message')
    return inPieces(textIn(part, 'text')).map((delta) => [
      'response.output_text.delta',
      { ...in_item, content_index: 0, delta },
    ]);
  if (item.type === 'reasoning')
    return inPieces(textIn(part, 'text')).map((delta) => [
      'response.reasoning_summary_text.delta',
      { ...in_item, summary_index: 0, delta },
    ]);
  if (item.type === 'function_call')
    return inPieces(textIn(item, 'arguments')).map((delta) => [
      'response.function_call_arguments.delta',
      { ...in_item, delta },
    ]);
  return inPieces(textIn(item, 'input')).map((delta) => [
    'response.custom_tool_call_input.delta',
    { ...in_item, delta },
  ]);
};

const usageOf = (reply: Reply): Json => {
  const { input, output, total } = sums(reply.usage);
  return {
    input_tokens: input,
    input_tokens_details: {
      cached_tokens: reply.usage.cache_read,
      cache_write_tokens: reply.usage.cache_write,
    },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reply.usage.thoughts },
    total_tokens: total,
  };
};

const envelope = (reply: Reply): Json => ({
  id: reply.newId('resp_'),
  object: 'response',
  created_at: Math.floor(reply.now / 1000),
  model: reply.model,
});

const pieces = (reply: Reply): readonly Piece[] => {
  let sequence_number = 0;
  const say = (type: string, data: Json, says = false): Piece => {
    sequence_number += 1;
    return event(type, { type, sequence_number, ...data }, says);
  };
  const response = envelope(reply);
  const items = itemsOf(reply);
  return [
    say('response.created', { response: { ...response, status: 'in_progress', output: [] } }),
    ...items.flatMap((item, output_index) => [
      say('response.output_item.added', { output_index, item: openingOf(item) }),
      ...deltasOf(item).map(([type, data]) => say(type, { output_index, ...data }, true)),
      say('response.output_item.done', { output_index, item }),
    ]),
    say('response.completed', {
      response: { ...response, status: 'completed', output: items, usage: usageOf(reply) },
    }),
  ];
};

/** OpenAI Responses: what Codex speaks. */
export const responses: Dialect = {
  name: 'responses',
  speaks: (path) => path.endsWith('/responses'),
  read,
  states: (usage) => usage,
  whole: (reply) => ({
    ...envelope(reply),
    status: 'completed',
    output: itemsOf(reply),
    usage: usageOf(reply),
  }),
  pieces,
  headers: quotaHeaders,
  refuse,
  overloadedInside: () =>
    event('response.failed', {
      type: 'response.failed',
      response: {
        id: 'resp_failed',
        object: 'response',
        status: 'failed',
        error: { code: 'server_is_overloaded', message: 'Our servers are currently overloaded.' },
      },
    }).text,
};
