import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../src/domain/errors.ts';
import type { Event } from '../../src/domain/event.ts';
import { sessionSocket, socketPath } from '../../src/wire/address.ts';
import type { Channel } from '../../src/wire/channel.ts';
import { EngineClient } from '../../src/wire/client.ts';
import { connect } from '../../src/wire/connect.ts';
import { HostLink } from '../../src/wire/host-link.ts';
import { type Listening, listen } from '../../src/wire/listen.ts';
import { PROTOCOL, type ToHost } from '../../src/wire/messages.ts';
import { readToEngine, readToHost } from '../../src/wire/read-message.ts';

let home: string;
let open: { close(): unknown }[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'orch-wire-'));
  open = [];
});

afterEach(async () => {
  for (const one of open.toReversed()) await one.close();
  rmSync(home, { recursive: true, force: true });
});

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.what);
  return result.value;
};

const listening = async (onChannel: (channel: Channel) => void): Promise<string> => {
  const path = join(home, 'run', 'a.sock');
  const server: Listening = value(await listen(path, onChannel));
  open.push(server);
  return path;
};

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

describe('a socket', () => {
  it('can be reached by its owner only', async () => {
    const path = await listening(() => {});
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'run')).mode & 0o777).toBe(0o700);
  });

  it('nobody listens on is absent', async () => {
    expect(code(await connect(join(home, 'none.sock'), 1000))).toBe('engine.absent');
    writeFileSync(join(home, 'file.sock'), '');
    expect(code(await connect(join(home, 'file.sock'), 1000))).toBe('engine.absent');
  });

  it('whose owner leaves while the call is waiting for it is absent', async () => {
    const path = join(home, 'leaving.sock');
    const server = createServer().listen(path);
    await once(server, 'listening');
    const call = connect(path, 1000);
    server.close();
    expect(code(await call)).toBe('engine.absent');
  });

  it('left behind by a dead process is taken over, one in use is not', async () => {
    const path = await listening(() => {});
    expect(code(await listen(path, () => {}))).toBe('wire.listen');
    const stale = join(home, 'stale.sock');
    writeFileSync(stale, '');
    open.push(value(await listen(stale, () => {})));
    expect(code(await connect(stale, 1000))).toBe('ok');
  });

  it('lies in the project, or below tmp where that path would be too long', () => {
    expect(socketPath('/home/me/shop', 'engine')).toBe('/home/me/shop/.orch/run/engine.sock');
    const far = sessionSocket(`/home/${'long/'.repeat(30)}`, 'task-001.1');
    expect(Buffer.byteLength(far)).toBeLessThanOrEqual(100);
    expect(far).not.toBe(sessionSocket(`/home/${'long/'.repeat(31)}`, 'task-001.1'));
  });
});

describe('a channel', () => {
  it('carries messages and cells both ways and says when the peer is gone', async () => {
    const path = await listening((channel) => {
      channel.onCells((cells) => channel.sendCells(cells));
      channel.onMessage((message) => channel.send(message));
    });
    const channel = value(await connect(path, 1000));
    const cells = Promise.withResolvers<Uint8Array>();
    const message = Promise.withResolvers<unknown>();
    const gone = Promise.withResolvers<void>();
    channel.onCells(cells.resolve);
    channel.onClose(gone.resolve);
    channel.onMessage(message.resolve);
    channel.send({ hello: 'ä' });
    channel.sendCells(Uint8Array.of(1, 2, 3));
    expect(await message.promise).toEqual({ hello: 'ä' });
    expect(await cells.promise).toEqual(Uint8Array.of(1, 2, 3));
    channel.close();
    await gone.promise;
    expect(channel.send({})).toBe(false);
  });

  it('is closed when the peer speaks nonsense', async () => {
    const gone = Promise.withResolvers<void>();
    const path = await listening((channel) => {
      channel.onClose(gone.resolve);
      channel.onMessage(() => expect.unreachable());
    });
    const raw = createConnection(path);
    raw.write('GET / HTTP/1.1\r\n\r\n');
    await gone.promise;
  });

  it('says that the peer is slow, and when it has caught up', async () => {
    const reading = Promise.withResolvers<Channel>();
    const path = await listening((channel) => reading.resolve(channel));
    const channel = value(await connect(path, 1000));
    const drained = Promise.withResolvers<void>();
    channel.onDrain(drained.resolve);
    channel.onMessage(() => {});
    while (channel.send('x'.repeat(100_000)));
    (await reading.promise).onMessage(() => {});
    await drained.promise;
  });
});

const engine = (protocol: number) =>
  listening((channel) =>
    channel.onMessage((raw) => {
      const message = readToEngine(raw);
      if (message?.t === 'hello') channel.send({ t: 'hello', protocol, version: '1.2.3', pid: 7, since: 5 });
      if (message?.t === 'query')
        channel.send({ t: 'reply', id: message.id, ok: true, value: message.query.what });
      if (message?.t === 'subscribe') channel.send({ t: 'events', events: [{ seq: message.from }] });
      if (message?.t === 'command') channel.close();
    }),
  );

describe('the engine client', () => {
  it('greets, asks and listens', async () => {
    const client = value(await EngineClient.open(await engine(PROTOCOL), { timeoutMs: 1000 }));
    open.push(client);
    expect(client.info).toEqual({ pid: 7, version: '1.2.3', since: 5 });
    expect(value(await client.query({ what: 'inbox' }))).toBe('inbox');
    const events = Promise.withResolvers<readonly Event[]>();
    client.subscribe(42, events.resolve);
    expect(await events.promise).toMatchObject([{ seq: 42 }]);
  });

  it('refuses another version', async () => {
    expect(code(await EngineClient.open(await engine(PROTOCOL + 1), { timeoutMs: 1000 }))).toBe(
      'wire.version',
    );
  });

  it('says that an engine which takes the call and stays dumb is silent', async () => {
    const path = await listening((channel) => channel.onMessage(() => {}));
    expect(code(await EngineClient.open(path, { timeoutMs: 50 }))).toBe('engine.silent');
  });

  it('answers every open question when the engine dies', async () => {
    const client = value(await EngineClient.open(await engine(PROTOCOL), { timeoutMs: 1000 }));
    const gone = Promise.withResolvers<void>();
    client.onClose(gone.resolve);
    expect(code(await client.command({ do: 'task.pause', task: 't' }))).toBe('wire.closed');
    await gone.promise;
    expect(code(await client.query({ what: 'day' }))).toBe('wire.closed');
  });
});

const answerAsHost = (channel: Channel, message: ToHost | null): void => {
  switch (message?.t) {
    case 'hello':
      channel.send({ t: 'hello', protocol: PROTOCOL, session: 's1', pid: 9 });
      channel.send({ t: 'facts', facts: [{ n: (message.after ?? 0) + 1 }] });
      break;
    case 'screen':
      channel.send({ t: 'reply', id: message.id, ok: true, value: 'text' });
      break;
    case 'order':
      channel.send({ t: 'reply', id: message.id, ok: true, value: message.order.do });
      break;
    case 'watch':
      channel.sendCells(Uint8Array.of(message.cols, message.rows));
  }
};

const host = () => listening((channel) => channel.onMessage((raw) => answerAsHost(channel, readToHost(raw))));

describe('the host link', () => {
  it('reads facts on from a number, orders, pings and shows the screen', async () => {
    const path = await host();
    const facts = Promise.withResolvers<unknown>();
    const cells = Promise.withResolvers<Uint8Array>();
    const link = value(
      await HostLink.open(
        path,
        4,
        { onFacts: facts.resolve, onCells: cells.resolve, onClose: () => {} },
        1000,
      ),
    );
    open.push(link);
    expect([link.session, link.pid]).toEqual(['s1', 9]);
    expect(await facts.promise).toMatchObject([{ n: 5 }]);
    expect(value(await link.order({ do: 'pause' }))).toBe('pause');
    expect(value(await link.screen({ scrollback: true }))).toBe('text');
    link.watch(80, 24);
    expect(await cells.promise).toEqual(Uint8Array.of(80, 24));
    expect(await link.ping(30)).toBe(false);
  });

  it('tells a host that is gone from one that is silent', async () => {
    const handlers = { onFacts: () => {}, onClose: () => expect.unreachable() };
    expect(code(await HostLink.open(join(home, 'x.sock'), 0, handlers, 50))).toBe('host.absent');
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(join(home, 'dumb.sock'), () => resolve()));
    expect(code(await HostLink.open(join(home, 'dumb.sock'), 0, handlers, 50))).toBe('host.silent');
    server.close();
  });
});
