import { afterEach, expect, test } from 'vitest';
import { ask, eventsOf, jsonOf } from '../a-client.ts';
import { FakeModel } from '../fake-model.ts';
import { capacityExhausted } from './gemini-refusals.ts';

let model: FakeModel;
afterEach(() => model.close());

const usage = { input: 5, output: 30, cache_read: 200, cache_write: 50, thoughts: 12 };
const work = {
  thinks: 'I need a list of files.',
  says: 'Let me look around here first.',
  calls: [{ name: 'run_shell_command', input: { command: 'ls' } }],
  usage,
};
const wish = { said: [{ person: 'Do it. [[WORK]]' }], tools: ['run_shell_command'], model: 'gemini-x' };

interface Chunk {
  readonly candidates: readonly {
    readonly content: {
      readonly parts: readonly {
        readonly text?: string;
        readonly thought?: boolean;
        readonly functionCall?: { readonly name: string; readonly args: unknown };
      }[];
    };
    readonly finishReason?: string;
  }[];
  readonly usageMetadata?: unknown;
}

test('the chunks of a stream make the whole, only the last ends it', async () => {
  model = await FakeModel.start({ scripts: { WORK: [work] } });
  const chunks = (await eventsOf(await ask(model, 'gemini', wish))) as unknown as readonly Chunk[];
  const parts = chunks.flatMap((chunk) => chunk.candidates.flatMap(({ content }) => content.parts));
  const words = (thought: boolean) =>
    parts
      .filter((part) => (part.thought ?? false) === thought)
      .map((part) => part.text ?? '')
      .join('');
  expect(words(true)).toBe(work.thinks);
  expect(words(false)).toBe(work.says);
  expect(parts.at(-1)?.functionCall).toMatchObject({ name: 'run_shell_command', args: { command: 'ls' } });
  const reasons = chunks.map((chunk) => chunk.candidates[0]?.finishReason);
  expect(reasons.filter((reason) => reason !== undefined)).toEqual(['STOP']);
  expect(reasons.at(-1)).toBe('STOP');
  expect(chunks.at(-1)?.usageMetadata).toEqual({
    promptTokenCount: 255,
    cachedContentTokenCount: 200,
    candidatesTokenCount: 30,
    thoughtsTokenCount: 12,
    totalTokenCount: 297,
  });
});

test('the model is the one of the address', async () => {
  model = await FakeModel.start({ scripts: { WORK: [work] } });
  const answer = await jsonOf(await ask(model, 'gemini', { ...wish, stream: false }));
  expect(answer.modelVersion).toBe('gemini-x');
  expect([...model.ledger.byModel().keys()]).toEqual(['gemini-x']);
});

test("a key's day that is used up names its quota and how long it lasts", async () => {
  const resetsAt = Date.now() + 2 * 3_600_000;
  model = await FakeModel.start({ scripts: { WORK: [{ fault: { kind: 'usage_limit', resetsAt } }] } });
  const response = await ask(model, 'gemini', wish);
  expect(response.status).toBe(429);
  const { error } = await jsonOf(response);
  expect(error).toMatchObject({
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    details: [
      { violations: [{ quotaId: expect.stringContaining('PerDay') }] },
      { retryDelay: expect.stringMatching(/^(7200|71\d\d)s$/) },
    ],
  });
});

test("a plan's capacity that is used up says when it is back, in the words of those signed in", async () => {
  model = await FakeModel.start({ scripts: { WORK: [{ fault: capacityExhausted(7265) }] } });
  const { error } = await jsonOf(await ask(model, 'gemini', wish));
  expect(error).toMatchObject({ code: 429, message: expect.stringContaining('will reset after 2h1m5s.') });
});
