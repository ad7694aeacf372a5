import type { DialectName, Json } from './asked.ts';
import type { FakeModel } from './fake-model.ts';

/** What a client says and hears so far: words of a person, answers of the model, results of tools. */
export type Said =
  | { readonly person: string }
  | { readonly model: string }
  | { readonly called: string; readonly id: string }
  | { readonly result: string; readonly id: string };

export interface Wish {
  readonly said: readonly Said[];
  readonly tools?: readonly string[];
  readonly stream?: boolean;
  readonly model?: string;
  readonly schema?: unknown;
  readonly signal?: AbortSignal;
}

const given = (wish: Wish) => ({ tools: [], stream: true, model: 'a-model', schema: null, ...wish });

const anthropicBody = (wish: Wish): Json => {
  const { said, tools, stream, model, schema } = given(wish);
  const message = (one: Said): Json => {
    if ('person' in one) return { role: 'user', content: [{ type: 'text', text: one.person }] };
    if ('model' in one) return { role: 'assistant', content: [{ type: 'text', text: one.model }] };
    if ('called' in one)
      return { role: 'assistant', content: [{ type: 'tool_use', id: one.id, name: one.called, input: {} }] };
    return { role: 'user', content: [{ type: 'tool_result', tool_use_id: one.id, content: one.result }] };
  };
  return {
    model,
    stream,
    max_tokens: 100,
    messages: said.map(message),
    tools: tools.map((name) => ({ name, input_schema: { type: 'object' } })),
    ...(schema === null ? {} : { output_config: { format: { type: 'json_schema', schema } } }),
  };
};

const responsesBody = (wish: Wish): Json => {
  const { said, tools, stream, model, schema } = given(wish);
  const item = (one: Said): Json => {
    if ('person' in one)
      return { type: 'message', role: 'user', content: [{ type: 'input_text', text: one.person }] };
    if ('model' in one)
      return { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: one.model }] };
    if ('called' in one) return { type: 'function_call', call_id: one.id, name: one.called, arguments: '{}' };
    return { type: 'function_call_output', call_id: one.id, output: one.result };
  };
  return {
    model,
    stream,
    input: said.map(item),
    tools: tools.map((name) => ({ type: 'function', name })),
    ...(schema === null ? {} : { text: { format: { type: 'json_schema', schema } } }),
  };
};

const chatBody = (wish: Wish): Json => {
  const { said, tools, stream, model, schema } = given(wish);
  const message = (one: Said): Json => {
    if ('person' in one) return { role: 'user', content: one.person };
    if ('model' in one) return { role: 'assistant', content: one.model };
    if ('called' in one)
      return { role: 'assistant', tool_calls: [{ id: one.id, function: { name: one.called } }] };
    return { role: 'tool', tool_call_id: one.id, content: one.result };
  };
  return {
    model,
    stream,
    messages: [{ role: 'system', content: 'You are a test.' }, ...said.map(message)],
    tools: tools.map((name) => ({ type: 'function', function: { name } })),
    ...(schema === null ? {} : { response_format: { type: 'json_schema', json_schema: { schema } } }),
  };
};

const geminiBody = (wish: Wish): Json => {
  const { said, tools, schema } = given(wish);
  const content = (one: Said): Json => {
    if ('person' in one) return { role: 'user', parts: [{ text: one.person }] };
    if ('model' in one) return { role: 'model', parts: [{ text: one.model }] };
    if ('called' in one)
      return { role: 'model', parts: [{ functionCall: { id: one.id, name: one.called } }] };
    return {
      role: 'user',
      parts: [{ functionResponse: { id: one.id, name: 'tool', response: { output: one.result } } }],
    };
  };
  return {
    contents: said.map(content),
    tools: [{ functionDeclarations: tools.map((name) => ({ name })) }],
    ...(schema === null ? {} : { generationConfig: { responseJsonSchema: schema } }),
  };
};

const bodies = { anthropic: anthropicBody, responses: responsesBody, chat: chatBody, gemini: geminiBody };

const urlOf = (to: FakeModel, dialect: DialectName, wish: Wish): string => {
  const { model, stream } = given(wish);
  if (dialect === 'anthropic') return `${to.urls.anthropic}/v1/messages?beta=true`;
  if (dialect === 'responses') return `${to.urls.openai}/responses`;
  if (dialect === 'chat') return `${to.urls.openai}/chat/completions`;
  const verb = stream ? 'streamGenerateContent?alt=sse' : 'generateContent';
  return `${to.urls.gemini}/v1beta/models/${model}:${verb}`;
};

/** One request in a dialect, as a CLI makes it. */
export const ask = (to: FakeModel, dialect: DialectName, wish: Wish): Promise<Response> =>
  fetch(urlOf(to, dialect, wish), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(bodies[dialect](wish)),
    ...(wish.signal === undefined ? {} : { signal: wish.signal }),
  });

const dataOf = (block: string): unknown => {
  const line = block.split('\n').find((one) => one.startsWith('data: '));
  const data = line?.slice('data: '.length) ?? 'null';
  return data === '[DONE]' ? data : JSON.parse(data);
};

/** All events of a stream that came to its end. */
export const eventsOf = async (response: Response): Promise<readonly Json[]> => {
  const text = await response.text();
  return text
    .split('\n\n')
    .filter((block) => block !== '')
    .map(dataOf)
    .filter((data): data is Json => typeof data === 'object' && data !== null);
};

export const jsonOf = async (response: Response): Promise<Json> => (await response.json()) as Json;

export const everyDialect: readonly DialectName[] = ['anthropic', 'responses', 'chat', 'gemini'];
