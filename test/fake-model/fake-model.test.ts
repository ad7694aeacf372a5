import { afterEach, describe, expect, test } from 'vitest';
import { ask, eventsOf, everyDialect, jsonOf } from './a-client.ts';
import type { DialectName } from './asked.ts';
import { lastResults } from './asked.ts';
import { FakeModel } from './fake-model.ts';
import type { Scripts } from './script.ts';

let model: FakeModel;
afterEach(() => model.close());

const start = async (scripts: Scripts): Promise<void> => {
  model = await FakeModel.start({ scripts });
};

const asks = { said: [{ person: 'Do it. [[WORK]]' }], tools: ['tool'] };

/** What an answer in any dialect says in words. */
const words = async (response: Response): Promise<string> => {
  const whole = JSON.stringify(await jsonOf(response));
  return [...whole.matchAll(/"(?:text|content)":"([^"]*)"/g)].map((match) => match[1]).join('');
};

describe.each(everyDialect)('in the dialect %s', (dialect: DialectName) => {
  const whole = { ...asks, stream: false };

  test('the number of answers since the mark picks the turn, whatever came before it', async () => {
    await start({ OLD: [{ says: 'old' }], WORK: [{ says: 'one' }, { says: 'two' }, { says: 'three' }] });
    const said = [
      { person: 'First this. [[OLD]]' },
      { model: 'old' },
      { person: 'Now that. [[WORK]]' },
      { called: 'tool', id: 'c1' },
      { result: 'a result that says [[OLD]]', id: 'c1' },
    ];
    expect(await words(await ask(model, dialect, { ...whole, said }))).toBe('two');
    const more = [...said, { model: 'two' }, { person: 'Go on.' }];
    expect(await words(await ask(model, dialect, { ...whole, said: more }))).toBe('three');
    const past = [...more, { model: 'three' }, { person: 'And?' }];
    expect(await words(await ask(model, dialect, { ...whole, said: past }))).toBe('All of it is done.');
  });

  test('asked again it answers the same turn, so a retry loses nothing', async () => {
    await start({ WORK: [{ says: 'one' }, { says: 'two' }] });
    expect(await words(await ask(model, dialect, whole))).toBe('one');
    expect(await words(await ask(model, dialect, whole))).toBe('one');
  });

  test('a turn may be made of what the tools answered', async () => {
    await start({ WORK: [{ says: 'one' }, (asked) => ({ says: `it said ${lastResults(asked).join()}` })] });
    const said = [...asks.said, { called: 'tool', id: 'c1' }, { result: '42', id: 'c1' }];
    expect(await words(await ask(model, dialect, { ...whole, said }))).toBe('it said 42');
  });

  test('without tools it is asked in the background, which takes no turn but is billed', async () => {
    await start({ WORK: [{ says: 'one' }] });
    expect(await words(await ask(model, dialect, { ...whole, tools: [] }))).toBe('A short title');
    expect(model.ledger.billed()).toMatchObject([{ script: null, asked: { background: true } }]);
  });

  test('an error comes as often as it is wished, then the answer', async () => {
    await start({ WORK: [{ says: 'at last', fault: { kind: 'overloaded', times: 2 } }] });
    const first = await ask(model, dialect, asks);
    await first.text();
    await (await ask(model, dialect, asks)).text();
    expect(first.status).toBe(dialect === 'anthropic' ? 529 : 503);
    expect((await ask(model, dialect, asks)).status).toBe(200);
    await model.answered((entry) => entry.outcome === 'billed');
    expect(model.ledger.unbilled()).toHaveLength(2);
  });

  test.each(['rate_limit', 'auth', 'server', 'refused'] as const)(
    '%s has a status and words',
    async (kind) => {
      const retryAfter = 7;
      const raw = { kind: 'refused', status: 418, type: 'teapot', message: 'I am a teapot' } as const;
      const fault = {
        rate_limit: { kind: 'rate_limit', retryAfter },
        auth: { kind: 'auth' },
        server: { kind: 'server' },
        refused: raw,
      } as const;
      await start({ WORK: [{ fault: fault[kind] }] });
      const response = await ask(model, dialect, asks);
      const status = { rate_limit: 429, auth: dialect === 'gemini' ? 400 : 401, server: 500, refused: 418 };
      expect(response.status).toBe(status[kind]);
      const { error } = await jsonOf(response);
      expect(error).toMatchObject({ message: expect.stringMatching(/\w+ \w+/) });
    },
  );

  test('a broken stream ends in its middle, and is not billed', async () => {
    await start({ WORK: [{ says: 'This is never said to its end.', fault: { kind: 'breaks' } }] });
    const response = await ask(model, dialect, asks);
    await expect(response.text()).rejects.toThrow();
    const entry = await model.answered(({ script }) => script === 'WORK');
    expect(entry.outcome).toBe('broken');
    expect(model.ledger.total()).toBe(0);
  });

  test('a stalled stream says its first piece and no more until the client leaves', async () => {
    await start({ WORK: [{ says: 'This is never said to its end.', fault: { kind: 'stalls' } }] });
    const leaving = new AbortController();
    const response = await ask(model, dialect, { ...asks, signal: leaving.signal });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(first?.done).toBe(false);
    leaving.abort();
    const entry = await model.answered(({ script }) => script === 'WORK');
    expect(entry.outcome).toBe('broken');
  });

  test('a stream may say in its middle that the model is overloaded', async () => {
    await start({ WORK: [{ says: 'This is never said to its end.', fault: { kind: 'overloaded_inside' } }] });
    const events = await eventsOf(await ask(model, dialect, asks));
    expect(JSON.stringify(events.at(-1))).toContain('overloaded');
    expect(model.ledger.billed()).toEqual([]);
  });

  test('a turn waits at its gates, before its first word and inside', async () => {
    await start({ WORK: [{ says: 'Here we are at last.', gate: 'door', gateInside: 'room' }] });
    const asked = ask(model, dialect, asks);
    await model.reached('door');
    expect(model.ledger.entries).toEqual([]);
    model.release('door');
    const response = await asked;
    await model.reached('room');
    expect(model.ledger.entries).toEqual([]);
    model.release('room');
    await response.text();
    const entry = await model.answered(({ script }) => script === 'WORK');
    expect(entry.outcome).toBe('billed');
  });

  test('a schema that is asked for is fitted', async () => {
    await start({});
    const schema = {
      type: 'object',
      properties: { title: { type: 'string' }, kind: { enum: ['x', 'y'] }, sure: { type: 'boolean' } },
    };
    const wish = { said: [{ person: 'A title, please.' }], schema, stream: false };
    const whole = JSON.stringify(await jsonOf(await ask(model, dialect, wish)));
    const fitted = JSON.stringify({ title: 'A short title', kind: 'x', sure: false });
    expect(whole).toContain(JSON.stringify(fitted).slice(1, -1));
  });
});

test('CLIs side by side each get their own share of errors', async () => {
  await start({ WORK: [{ says: 'at last', fault: { kind: 'server', times: 1 } }] });
  const statuses: number[] = [];
  for (const dialect of ['anthropic', 'gemini', 'anthropic', 'gemini'] as const) {
    const response = await ask(model, dialect, asks);
    await response.text();
    statuses.push(response.status);
  }
  expect(statuses).toEqual([500, 500, 200, 200]);
});

test('a client that leaves a turn at its gate is in the ledger, and not billed', async () => {
  await start({ WORK: [{ says: 'Nobody hears this.', gate: 'door' }] });
  const leaving = new AbortController();
  const asked = ask(model, 'chat', { ...asks, signal: leaving.signal });
  await model.reached('door');
  leaving.abort();
  await expect(asked).rejects.toThrow();
  expect(await model.answered(() => true)).toMatchObject({ outcome: 'left' });
});

test('who waits for a request that never comes is told what came', async () => {
  await start({ WORK: [{ says: 'one' }] });
  await (await ask(model, 'chat', asks)).text();
  await expect(model.saw(({ script }) => script === 'OTHER', 10)).rejects.toThrow('WORK turn 0');
});

test('tokens are counted and models listed', async () => {
  await start({});
  const counted = await fetch(`${model.urls.anthropic}/v1/messages/count_tokens`, {
    method: 'POST',
    body: '{}',
  });
  expect(await jsonOf(counted)).toEqual({ input_tokens: 1 });
  expect((await fetch(`${model.urls.openai}/models`)).status).toBe(200);
  expect((await fetch(`${model.urls.openai}/nothing`)).status).toBe(404);
  expect(model.strays).toEqual(['POST /v1/messages/count_tokens', 'GET /v1/models', 'GET /v1/nothing']);
});

test('a script that is wrong is answered with why, and closing says so', async () => {
  const wrong = await FakeModel.start({ scripts: { WORK: [{ calls: [{ run: 'ls' }] }] } });
  model = await FakeModel.start();
  const response = await ask(wrong, 'anthropic', asks);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('none of its tools fits');
  await expect(wrong.close()).rejects.toThrow('WORK turn 0');
});
