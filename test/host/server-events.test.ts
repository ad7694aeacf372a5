import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeAgentServer } from '../fixtures/agent-server.ts';
import { type RunningHost, Stage, until } from './driver.ts';

let stage: Stage;
let server: FakeAgentServer;
beforeEach(async () => {
  stage = new Stage();
  server = new FakeAgentServer();
  await server.open();
});
afterEach(async () => {
  await stage.clear();
  await server.close();
});

const listening = (first: readonly string[] = []): Promise<RunningHost> =>
  stage.shell('read x', {
    server: server.address,
    sources: [{ kind: 'events', id: 'sse', path: '/event', first }],
  });

const texts = (host: RunningHost): string[] =>
  host.facts.flatMap((fact) => (fact.type === 'session.message' ? [fact.text] : []));

describe('the events of an agent’s server', () => {
  it('are records, whole whatever pieces they come in', async () => {
    const host = await listening();
    await until(() => server.listeners === 1);
    server.stream('data: {"type":"se', 'ssion.idle"}\n', '\n: still here\n\ndata: one\ndata: two\n\n');
    await until(() => texts(host).length === 2);
    expect(texts(host)).toEqual(['sse /event: {"type":"session.idle"}', 'sse /event: one\ntwo']);
  });

  it('begin with what it says now, at each connect', async () => {
    server.answers.set('/session', { status: 200, body: '[1]' });
    const host = await listening(['/session']);
    await until(() => server.listeners === 1);
    server.stream('data: early\n\n');
    await until(() => texts(host).length === 2);
    await server.close();
    server.answers.set('/session', { status: 200, body: '[1,2]' });
    await server.open();
    await until(() => texts(host).length === 3);
    await until(() => server.listeners === 1);
    server.stream('data: late\n\n');
    await until(() => texts(host).length === 4);
    expect(texts(host)).toEqual([
      'sse /session: [1]',
      'sse /event: early',
      'sse /session: [1,2]',
      'sse /event: late',
    ]);
  });

  it('are heard as soon as a server is there that comes up late', async () => {
    await server.close();
    const host = await listening();
    await host.link.ping(1000);
    await server.open();
    await until(() => server.listeners === 1);
    server.stream('data: there\n\n');
    await host.fact('session.message', ({ text }) => text === 'sse /event: there');
  });

  it('are heard although the server never answered who asked too early', async () => {
    server.deafTo = 1;
    const host = await listening();
    await until(() => server.listeners === 1);
    server.stream('data: there\n\n');
    await host.fact('session.message', ({ text }) => text === 'sse /event: there');
  });

  it('that it refuses to tell are a notice, said once', async () => {
    const address = { ...server.address, headers: {} };
    const host = await stage.shell('read x', {
      server: address,
      sources: [{ kind: 'events', id: 'sse', path: '/event', first: [] }],
    });
    await until(() => server.heard.length > 2);
    const notices = host.facts.filter(({ type }) => type === 'session.notice');
    expect(notices).toMatchObject([{ text: expect.stringContaining('401') }]);
  });

  it('keep no session from ending, and are over with it', async () => {
    const host = await listening();
    await until(() => server.listeners === 1);
    host.link.input('\r');
    await host.fact('session.exited');
    await until(() => server.listeners === 0);
    await host.gone;
    expect(host.process.exitCode).toBe(0);
  });
});
