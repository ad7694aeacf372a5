import { afterEach, expect, test } from 'vitest';
import { ask, eventsOf, jsonOf } from '../a-client.ts';
import { FakeModel } from '../fake-model.ts';

let model: FakeModel;
afterEach(() => model.close());

const usage = { input: 5, output: 30, cache_read: 200, cache_write: 50, thoughts: 12 };
const work = {
  thinks: 'I need a list of files.',
  says: 'Let me look around here first.',
  calls: [{ name: 'bash', input: { command: 'ls' } }],
  usage,
};
const wish = { said: [{ person: 'Do it. [[WORK]]' }], tools: ['bash'], model: 'some-model' };

interface Chunk {
  readonly choices: readonly {
    readonly delta: {
      readonly content?: string;
      readonly reasoning_content?: string;
      readonly tool_calls?: readonly { readonly function: { readonly arguments: string } }[];
    };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: unknown;
}

test('the deltas of a stream make the whole, its last chunk has the usage', async () => {
  model = await FakeModel.start({ scripts: { WORK: [work] } });
  const chunks = (await eventsOf(await ask(model, 'chat', wish))) as unknown as readonly Chunk[];
  const deltas = chunks.flatMap((chunk) => chunk.choices.map((choice) => choice.delta));
  expect(deltas.map((delta) => delta.content ?? '').join('')).toBe(work.says);
  expect(deltas.map((delta) => delta.reasoning_content ?? '').join('')).toBe(work.thinks);
  const input = deltas.flatMap((delta) => delta.tool_calls ?? []).map((call) => call.function.arguments);
  expect(JSON.parse(input.join(''))).toEqual({ command: 'ls' });
  expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('tool_calls');
  expect(chunks.at(-1)?.usage).toMatchObject({ prompt_tokens: 255, completion_tokens: 42 });
});

test('without a stream the message comes whole', async () => {
  model = await FakeModel.start({ scripts: { WORK: [work] } });
  const completion = await jsonOf(await ask(model, 'chat', { ...wish, stream: false }));
  expect(completion).toMatchObject({
    choices: [{ message: { content: work.says, tool_calls: [{ function: { name: 'bash' } }] } }],
    usage: {
      prompt_tokens_details: { cached_tokens: 200 },
      completion_tokens_details: { reasoning_tokens: 12 },
    },
  });
  const entry = await model.answered(({ script }) => script === 'WORK');
  expect(entry.tokens).toEqual({ ...usage, input: 55, cache_write: 0 });
});
