import { afterEach, expect, test } from 'vitest';
import { ask, eventsOf, jsonOf } from '../a-client.ts';
import { FakeModel } from '../fake-model.ts';

let model: FakeModel;
afterEach(() => model.close());

const usage = { input: 5, output: 30, cache_read: 200, cache_write: 50, thoughts: 12 };
const work = {
  thinks: 'I need a list of files.',
  says: 'Let me look around here first.',
  calls: [
    { name: 'exec_command', input: { cmd: 'ls' } },
    { name: 'spawn_agent', namespace: 'agents', input: {} },
    { name: 'apply_patch', freeform: '*** Begin Patch' },
  ],
  usage,
};
const wish = { said: [{ person: 'Do it. [[WORK]]' }], tools: ['exec_command'], model: 'gpt-x' };

test('a stream counts its events, and ends with the whole response', async () => {
  model = await FakeModel.start({ scripts: { WORK: [work] } });
  const events = await eventsOf(await ask(model, 'responses', wish));
  expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, i) => i + 1));
  expect(events.at(0)).toMatchObject({ type: 'response.created', response: { status: 'in_progress' } });
  const text = events.filter((event) => event.type === 'response.output_text.delta');
  expect(text.map((event) => event.delta).join('')).toBe(work.says);
  expect(events.at(-1)).toMatchObject({
    type: 'response.completed',
    response: {
      output: [
        { type: 'reasoning', summary: [{ text: work.thinks }] },
        { type: 'message' },
        { type: 'function_call', name: 'exec_command', arguments: '{"cmd":"ls"}' },
        { type: 'function_call', name: 'spawn_agent', namespace: 'agents' },
        { type: 'custom_tool_call', name: 'apply_patch', input: '*** Begin Patch' },
      ],
    },
  });
});

test('tokens of the cache are part of the input and reasoning part of the output', async () => {
  model = await FakeModel.start({ scripts: { WORK: [work] } });
  const response = await jsonOf(await ask(model, 'responses', { ...wish, stream: false }));
  expect(response.usage).toEqual({
    input_tokens: 255,
    input_tokens_details: { cached_tokens: 200, cache_write_tokens: 50 },
    output_tokens: 42,
    output_tokens_details: { reasoning_tokens: 12 },
    total_tokens: 297,
  });
  const entry = await model.answered(({ script }) => script === 'WORK');
  expect(entry.tokens).toEqual(usage);
});

test('a plan at its limit names the type Codex looks for, and the reset', async () => {
  const resetsAt = Date.UTC(2030, 0, 1);
  model = await FakeModel.start({ scripts: { WORK: [{ fault: { kind: 'usage_limit', resetsAt } }] } });
  const response = await ask(model, 'responses', wish);
  expect(response.status).toBe(429);
  expect(await jsonOf(response)).toMatchObject({
    error: { type: 'usage_limit_reached', resets_at: resetsAt / 1000 },
  });
});

test('tools in groups, and tools among the input, are offered too', async () => {
  model = await FakeModel.start();
  await fetch(`${model.urls.openai}/responses`, {
    method: 'POST',
    body: JSON.stringify({
      model: 'gpt-x',
      tools: [{ type: 'namespace', name: 'agents', tools: [{ type: 'function', name: 'spawn_agent' }] }],
      input: [
        { type: 'additional_tools', tools: [{ type: 'web_search' }] },
        { type: 'message', role: 'user', content: 'hi' },
      ],
    }),
  });
  const { asked } = await model.saw(() => true);
  expect(asked.tools).toEqual([{ name: 'spawn_agent', namespace: 'agents' }, { name: 'web_search' }]);
});
