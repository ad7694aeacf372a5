import { afterEach, expect, test } from 'vitest';
import { ask } from './a-client.ts';
import { FakeModel } from './fake-model.ts';

let model: FakeModel;
afterEach(() => model.close());

const asks = (mark: string, name: string) => ({
  said: [{ person: `Do it. [[${mark}]]` }],
  tools: ['tool'],
  model: name,
});

test('tokens are summed by kind and model, and priced', async () => {
  model = await FakeModel.start({
    scripts: {
      A: [{ says: 'a', usage: { input: 1000, output: 100, cache_read: 5000, cache_write: 200 } }],
      B: [{ says: 'b', usage: { input: 10, output: 20, thoughts: 30 } }],
    },
  });
  await (await ask(model, 'anthropic', asks('A', 'big'))).text();
  await (await ask(model, 'anthropic', asks('A', 'big'))).text();
  await (await ask(model, 'responses', asks('B', 'small'))).text();
  await model.answered(({ script }) => script === 'B');
  const { ledger } = model;
  expect(ledger.byModel().get('big')).toEqual({
    input: 2000,
    output: 200,
    cache_read: 10_000,
    cache_write: 400,
    thoughts: 0,
  });
  expect(ledger.tokens(({ script }) => script === 'B')).toEqual({
    input: 10,
    output: 20,
    cache_read: 0,
    cache_write: 0,
    thoughts: 30,
  });
  expect(ledger.total()).toBe(12_600 + 60);
  const prices = {
    big: { input: 3, output: 15, cache_read: 0.3, cache_write: 3.75 },
    small: { input: 1, output: 2 },
  };
  expect(ledger.usd(prices)).toBeCloseTo(0.006 + 0.003 + 0.003 + 0.0015 + 0.00011, 10);
  expect(() => ledger.usd({})).toThrow('has no big');
});

test('the timeline has each turn with its beginning, its end, and whether it was the last', async () => {
  model = await FakeModel.start({
    scripts: {
      A: [{ calls: [{ name: 'tool', input: {} }] }, { says: 'done', fault: { kind: 'server', times: 1 } }],
    },
  });
  const before = Date.now();
  const first = asks('A', 'm');
  const said = [...first.said, { called: 'tool', id: 'c' }, { result: 'r', id: 'c' }];
  await (await ask(model, 'chat', first)).text();
  await (await ask(model, 'chat', { ...first, said })).text();
  await (await ask(model, 'chat', { ...first, said })).text();
  await model.answered((entry) => entry.turn === 1 && entry.outcome === 'billed');
  const { timeline } = model.ledger;
  expect(timeline.map(({ turn, outcome, last }) => [turn, outcome, last])).toEqual([
    [0, 'billed', false],
    [1, 'refused', false],
    [1, 'billed', true],
  ]);
  const times = [before, ...timeline.flatMap(({ began, ended }) => [began, ended])];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});
