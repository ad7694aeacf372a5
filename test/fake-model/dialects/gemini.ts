import type { Tokens } from '../../../src/domain/money.ts';
import { type Json, listIn, type Message, objectIn, textIn } from '../asked.ts';
import { type Dialect, event, inPieces, type Piece, type Reply } from '../dialect.ts';
import { refuse } from './gemini-refusals.ts';

const resultOf = (part: Json): readonly string[] => {
  const { functionResponse } = part;
  if (functionResponse === undefined) return [];
  const response = objectIn(functionResponse, 'response');
  return [textIn(response, 'output') || textIn(response, 'error') || JSON.stringify(response)];
};

const messageOf = (content: Json): Message => {
  const parts = listIn(content, 'parts');
  return {
    role: content.role === 'model' ? 'model' : 'person',
    text: parts.map((part) => textIn(part, 'text')).join('\n'),
    results: parts.flatMap(resultOf),
  };
};

const read: Dialect['read'] = (path, body) => {
  const tools = listIn(body, 'tools')
    .flatMap((group) => listIn(group, 'functionDeclarations'))
    .map((tool) => ({ name: textIn(tool, 'name') }));
  const config = objectIn(body, 'generationConfig');
  const schema = config.responseJsonSchema ?? config.responseSchema ?? null;
  return {
    model: /models\/([^:/]+):/.exec(path)?.[1] ?? '',
    stream: path.endsWith(':streamGenerateContent'),
    messages: listIn(body, 'contents').map(messageOf),
    tools,
    schema,
    background: tools.length === 0 || schema !== null,
  };
};

/** What is written to the cache is plain input here. */
const states = (usage: Tokens): Tokens => ({
  ...usage,
  input: usage.input + usage.cache_write,
  cache_write: 0,
});

const usageOf = ({ usage }: Reply): Json => {
  const prompt = usage.input + usage.cache_write + usage.cache_read;
  return {
    promptTokenCount: prompt,
    cachedContentTokenCount: usage.cache_read,
    candidatesTokenCount: usage.output,
    thoughtsTokenCount: usage.thoughts,
    totalTokenCount: prompt + usage.output + usage.thoughts,
  };
};

const inOne = (text: string): readonly string[] => (text === '' ? [] : [text]);

const partsOf = (reply: Reply, cut: (text: string) => readonly string[]): readonly Json[] => [
  ...cut(reply.thinks).map((text) => ({ text, thought: true })),
  ...cut(reply.says).map((text) => ({ text })),
  ...reply.calls.map(({ name, input }) => ({
    functionCall: { id: reply.newId('fc_'), name, args: input },
    thoughtSignature: 'c2lnbmVk',
  })),
];

/** Every chunk of a stream is an answer of its own; the last carries the reason it ends and the usage. */
const chunk = (reply: Reply, responseId: string, parts: readonly Json[], end: Json): Json => ({
  candidates: [{ index: 0, content: { role: 'model', parts }, ...end }],
  modelVersion: reply.model,
  responseId,
});

const STOP = { finishReason: 'STOP' };

const pieces = (reply: Reply): readonly Piece[] => {
  const id = reply.newId('r');
  const parts = partsOf(reply, inPieces);
  const last = Math.max(0, parts.length - 1);
  // A last chunk with an empty text counts as a broken answer there: the last words carry the end.
  return [
    ...parts.slice(0, last).map((part) => event('', chunk(reply, id, [part], {}), true)),
    event('', { ...chunk(reply, id, parts.slice(last), STOP), usageMetadata: usageOf(reply) }, true),
  ];
};

/** Gemini's generateContent: what Gemini CLI speaks. */
export const gemini: Dialect = {
  name: 'gemini',
  speaks: (path) => /:(generateContent|streamGenerateContent)$/.test(path),
  read,
  states,
  whole: (reply) => ({
    ...chunk(reply, reply.newId('r'), partsOf(reply, inOne), STOP),
    usageMetadata: usageOf(reply),
  }),
  pieces,
  headers: () => ({}),
  refuse,
  overloadedInside: () =>
    event('', { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } }).text,
};
