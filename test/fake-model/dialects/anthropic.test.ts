import { afterEach, expect, test } from 'vitest';
import { ask, eventsOf, jsonOf } from '../a-client.ts';
import { FakeModel } from '../fake-model.ts';

let model: FakeModel;
afterEach(() => model.close());

const usage = { input: 5, output: 30, cache_read: 200, cache_write: 50, cache_write_1h: 20, thoughts: 12 };
const work = {
  thinks: 'I need a list of files.',
  says: 'Let me look around here first.',
  calls: [{ name: 'Bash', input: { command: 'ls -la /some/where' } }],
  usage,
};
const wish = { said: [{ person: 'Do it. [[WORK]]' }], tools: ['Bash'], model: 'claude-x' };

test('a stream opens and closes each block, and its pieces make the whole', async () => {
  model = await FakeModel.start({ scripts: { WORK: [work] } });
  const events = await eventsOf(await ask(model, 'anthropic', wish));
  const types = events.map((event) => event.type);
  expect(types.at(0)).toBe('message_start');
  expect(types.slice(-2)).toEqual(['message_delta', 'message_stop']);
  expect(types.filter((type) => type === 'content_block_start')).toHaveLength(3);
  expect(types.filter((type) => type === 'content_block_stop')).toHaveLength(3);
  const deltas = events.flatMap((event) =>
    event.type === 'content_block_delta' ? [event.delta as Record<string, string>] : [],
  );
  const joined = (key: string) => deltas.map((delta) => delta[key] ?? '').join('');
  expect(joined('thinking')).toBe(work.thinks);
  expect(joined('text')).toBe(work.says);
  expect(JSON.parse(joined('partial_json'))).toEqual({ command: 'ls -la /some/where' });
});

test('thinking is part of the output, and stated among it', async () => {
  model = await FakeModel.start({ scripts: { WORK: [work] } });
  const events = await eventsOf(await ask(model, 'anthropic', wish));
  expect(events.find((event) => event.type === 'message_delta')).toMatchObject({
    delta: { stop_reason: 'tool_use' },
    usage: {
      input_tokens: 5,
      output_tokens: 42,
      output_tokens_details: { thinking_tokens: 12 },
      cache_read_input_tokens: 200,
      cache_creation_input_tokens: 50,
    },
  });
  const entry = await model.answered(({ script }) => script === 'WORK');
  expect(entry.tokens).toEqual(usage);
});

test('without a stream the message comes whole', async () => {
  model = await FakeModel.start({ scripts: { WORK: [work] } });
  const message = await jsonOf(await ask(model, 'anthropic', { ...wish, stream: false }));
  expect(message).toMatchObject({
    role: 'assistant',
    model: 'claude-x',
    stop_reason: 'tool_use',
    content: [{ type: 'thinking' }, { type: 'text', text: work.says }, { type: 'tool_use', name: 'Bash' }],
    usage: { output_tokens: 42 },
  });
});

test('a plan at its limit is told by headers, with its reset', async () => {
  const resetsAt = Date.UTC(2030, 0, 1);
  model = await FakeModel.start({
    scripts: { WORK: [{ says: 'no', fault: { kind: 'usage_limit', resetsAt } }] },
  });
  const response = await ask(model, 'anthropic', wish);
  expect(response.status).toBe(429);
  expect(response.headers.get('anthropic-ratelimit-unified-status')).toBe('rejected');
  expect(response.headers.get('anthropic-ratelimit-unified-reset')).toBe(String(resetsAt / 1000));
  expect(await jsonOf(response)).toMatchObject({ error: { type: 'rate_limit_error' } });
});

test('windows used up in part are told with the answer', async () => {
  const resetsAt = Date.UTC(2030, 0, 1);
  const quota = [
    { window: '5h', used: 0.4, resetsAt },
    { window: '7d', used: 0.9, resetsAt: resetsAt + 1000 },
  ] as const;
  model = await FakeModel.start({ scripts: { WORK: [{ says: 'yes', quota }] } });
  const { headers } = await ask(model, 'anthropic', wish);
  expect(headers.get('anthropic-ratelimit-unified-5h-utilization')).toBe('0.4');
  expect(headers.get('anthropic-ratelimit-unified-representative-claim')).toBe('seven_day');
});
