import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeCall } from '../../src/wire/call.ts';
import { connect } from '../../src/wire/connect.ts';
import { Caller } from './caller.ts';
import { Stage, until, value } from './driver.ts';

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.clear());

const reply = (key: string, text: string, ask = key) =>
  ({ do: 'deliver', ask, key, delivery: { via: 'call', text } }) as const;

describe('a call', () => {
  it('is a fact, and replied to at once as the agent’s description says', async () => {
    const host = await stage.shell('read x');
    const data = { tool: 'Bash', reply: { text: '{"decision":"deny"}' } };
    const caller = new Caller(host.spec.calls, 'PreToolUse').hand(data);
    expect(await caller.ended()).toEqual({ said: '{"decision":"deny"}', code: 0 });
    expect(host.facts.at(-1)).toMatchObject({ text: `call PreToolUse: ${JSON.stringify(data)}` });
  });

  it('that needs no reply ends without a word; what is no JSON comes as text, and as an argument too', async () => {
    const host = await stage.shell('read x');
    expect(await new Caller(host.spec.calls, 'Stop').hand('{"torn": ').ended()).toEqual({
      said: '',
      code: 0,
    });
    expect(await new Caller(host.spec.calls, 'notify', '{"a":1}').ended()).toEqual({ said: '', code: 0 });
    expect(host.facts.slice(1)).toMatchObject([
      { text: 'call Stop: "{\\"torn\\": "' },
      { text: 'call notify: {"a":1}' },
    ]);
  });

  it('reaches a socket nobody else can reach', async () => {
    const host = await stage.shell('read x');
    expect(statSync(host.spec.calls).mode & 0o777).toBe(0o600);
    expect(statSync(join(host.spec.calls, '..')).mode & 0o777).toBe(0o700);
  });

  it('as long as a file, and many at once, are all heard', async () => {
    const host = await stage.shell('read x');
    const texts = Array.from({ length: 6 }, (_, n) => `${n}`.repeat(400_000));
    const callers = texts.map((text) => new Caller(host.spec.calls, 'PostToolUse').hand({ reply: { text } }));
    const said = await Promise.all(callers.map(async (caller) => (await caller.ended()).said));
    expect(said).toEqual(texts);
  });

  it('fails open when nobody listens', async () => {
    const caller = new Caller(join(stage.dir, 'none.sock'), 'Stop').hand({});
    expect(await caller.ended()).toEqual({ said: '', code: 0 });
  });

  it('is not kept by a host that hangs', async () => {
    const deaf = createServer(() => {});
    const socket = join(stage.dir, 'deaf.sock');
    await new Promise<void>((listening) => deaf.listen(socket, listening));
    const reply = await placeCall(socket, { from: 'Stop', data: {} }, { heardWithinMs: 50 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'host.silent' } });
    deaf.close();
  });

  it('that is nonsense is hung up on, and the host goes on', async () => {
    const host = await stage.shell('read x');
    const channel = value(await connect(host.spec.calls, 1000));
    const closed = new Promise<void>((resolve) => channel.onClose(resolve));
    channel.onMessage(() => {});
    channel.send({ t: 'something else' });
    await closed;
    expect(await host.link.ping(1000)).toBe(true);
  });
});

describe('a held call', () => {
  it('waits for its answer, as do all others under the same key', async () => {
    const host = await stage.shell('read x');
    const callers = [1, 2].map((n) =>
      new Caller(host.spec.calls, 'Permission').hand({ n, reply: { hold: 'p1' } }),
    );
    for (const n of [1, 2]) await host.fact('session.message', ({ text }) => text.includes(`"n":${n}`));
    expect(value(await host.link.order(reply('p1', 'allow\n')))).toEqual({ sent: true });
    for (const caller of callers) expect(await caller.ended()).toEqual({ said: 'allow\n', code: 0 });
    expect(await host.fact('session.answer_sent')).toMatchObject({ ask: 'p1', key: 'p1', via: 'call' });
  });

  it('outlives the engine that was there when it came, and its answer is not sent twice', async () => {
    const host = await stage.shell('read x');
    const caller = new Caller(host.spec.calls, 'Permission').hand({ reply: { hold: 'p1' } });
    await host.fact('session.message');
    host.link.close();
    const again = await host.attach(host.facts.length);
    for (const _ of [1, 2]) expect(value(await again.order(reply('p1', 'allow')))).toEqual({ sent: true });
    expect(await caller.ended()).toEqual({ said: 'allow', code: 0 });
    expect(host.facts.filter(({ type }) => type.startsWith('session.answer'))).toHaveLength(1);
  });

  it('that the agent gives up is gone, and an answer to it is not said to be sent', async () => {
    const host = await stage.shell('read x');
    const caller = new Caller(host.spec.calls, 'Permission').hand({ reply: { hold: 'p1' } });
    await host.fact('session.message');
    caller.process.kill('SIGKILL');
    expect(await host.fact('session.ask_gone')).toMatchObject({ key: 'p1', how: 'it no longer waits' });
    expect(value(await host.link.order(reply('p1', 'allow')))).toEqual({ sent: false });
    expect(await host.fact('session.answer_failed')).toMatchObject({
      why: 'the agent no longer waits for this',
    });
  });

  it('that another still waits for is not gone', async () => {
    const host = await stage.shell('read x');
    const first = new Caller(host.spec.calls, 'Permission').hand({ n: 1, reply: { hold: 'p1' } });
    await host.fact('session.message');
    const second = new Caller(host.spec.calls, 'Permission').hand({ n: 2, reply: { hold: 'p1' } });
    await host.fact('session.message', ({ text }) => text.includes('"n":2'));
    first.process.kill('SIGKILL');
    await first.ended();
    await host.link.order(reply('p1', 'allow'));
    expect(await second.ended()).toEqual({ said: 'allow', code: 0 });
    expect(host.facts.map(({ type }) => type)).not.toContain('session.ask_gone');
  });

  it('is let go when its session ends, and what was asked is not taken back', async () => {
    for (const end of ['kill', 'exit'] as const) {
      const host = await stage.shell('read x');
      const caller = new Caller(host.spec.calls, 'Permission').hand({ reply: { hold: 'p1' } });
      await host.fact('session.message');
      if (end === 'kill') await host.link.order({ do: 'kill' });
      else host.link.input('\r');
      expect(await caller.ended()).toEqual({ said: '', code: 0 });
      await host.gone;
      const told = host.spooled().map(({ type }) => type);
      expect(told).toEqual(['session.started', 'session.message', 'session.exited']);
    }
  });

  it('lets its hook go without a word when the host is killed', async () => {
    const host = await stage.shell('read x');
    const caller = new Caller(host.spec.calls, 'Permission').hand({ reply: { hold: 'p1' } });
    await host.fact('session.message');
    host.kill();
    expect(await caller.ended()).toEqual({ said: '', code: 0 });
    await until(() => host.process.signalCode === 'SIGKILL');
  });
});
