import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery, HttpRequest } from '../../src/agents/agent.ts';
import { textOfRecording } from '../../src/host/replay.ts';
import { FakeAgentServer } from '../fixtures/agent-server.ts';
import { Stage, until, value } from './driver.ts';

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

const handed = (delivery: Delivery, ask = 'a1') => ({ do: 'deliver', ask, key: 'k1', delivery }) as const;
const posted = (...paths: readonly string[]): Delivery => ({
  via: 'http',
  requests: paths.map((path): HttpRequest => ({ method: 'POST', path, body: { reply: 'once' } })),
});

describe('an answer by http', () => {
  it('goes to the agent’s own server, one request after the other', async () => {
    const host = await stage.shell('read x', { server: server.address });
    const order = handed(posted('/permission/1/reply', '/tui/submit'));
    expect(value(await host.link.order(order))).toEqual({ sent: true });
    expect(server.heard).toEqual([
      { method: 'POST', path: '/permission/1/reply', body: '{"reply":"once"}' },
      { method: 'POST', path: '/tui/submit', body: '{"reply":"once"}' },
    ]);
    expect(await host.fact('session.answer_sent')).toMatchObject({ ask: 'a1', via: 'http' });
  });

  it('is sent once, however often it is ordered', async () => {
    const host = await stage.shell('read x', { server: server.address });
    const order = handed(posted('/reply'));
    await Promise.all([host.link.order(order), host.link.order(order)]);
    expect(value(await host.link.order(order))).toEqual({ sent: true });
    expect(server.heard).toHaveLength(1);
  });

  it('that is refused says why, and the rest is not tried; it can be tried again', async () => {
    server.answers.set('/reply', { status: 404, body: 'no such\n  permission' });
    const host = await stage.shell('read x', { server: server.address });
    expect(value(await host.link.order(handed(posted('/reply', '/next'))))).toEqual({ sent: false });
    expect((await host.fact('session.answer_failed')).why).toBe(
      'its server answered POST /reply with 404: no such permission',
    );
    expect(server.heard).toHaveLength(1);
    server.answers.clear();
    expect(value(await host.link.order(handed(posted('/reply'))))).toEqual({ sent: true });
  });

  it('goes nowhere but to a server on this machine', async () => {
    const away = await stage.shell('read x', { server: { url: 'http://192.0.2.1:80', headers: {} } });
    expect(value(await away.link.order(handed(posted('/reply'))))).toEqual({ sent: false });
    expect((await away.fact('session.answer_failed')).why).toMatch(/not a server on this machine/);
    const host = await stage.shell('read x', { server: server.address });
    await host.link.order(handed(posted('//192.0.2.1/reply')));
    expect((await host.fact('session.answer_failed')).why).toMatch(/leads away/);
    const without = await stage.shell('read x');
    await without.link.order(handed(posted('/reply')));
    expect((await without.fact('session.answer_failed')).why).toMatch(/no server/);
  });

  it('the agent acts on before it says so is sent first, and gone after', async () => {
    const log = join(stage.dir, 'log.jsonl');
    const sources = [{ kind: 'follow', id: 'log', path: log }] as const;
    const host = await stage.shell('read x', { server: server.address, sources });
    const order = host.link.order(handed(posted('/held')));
    await until(() => server.heard.length === 1);
    const gone = { type: 'session.ask_gone', key: 'k1', how: 'allowed' };
    writeFileSync(
      log,
      `${JSON.stringify(gone)}\n${JSON.stringify({ type: 'session.message', text: 'on' })}\n`,
    );
    await host.fact('session.message');
    server.letGo();
    await order;
    await host.fact('session.ask_gone');
    const course = host.facts.map(({ type }) => type).filter((type) => /answer|gone|message/.test(type));
    expect(course).toEqual(['session.message', 'session.answer_sent', 'session.ask_gone']);
  });

  it('under way when the session ends is said to have failed, before its last word', async () => {
    const host = await stage.shell('read x', { server: server.address });
    const sending = host.link.order(handed(posted('/never')));
    await until(() => server.heard.length === 1);
    host.link.input('\r');
    await host.fact('session.exited');
    await sending;
    expect(host.facts.slice(1).map(({ type }) => type)).toEqual(['session.answer_failed', 'session.exited']);
  });
});

const busyPrompt = `stty -echo; echo 'prompt>'; read x; sleep 0.2; echo "draft: $x"; read y; echo "sent: $x"; read z`;

describe('keys with a submit', () => {
  it('are typed, seen on the screen, and only then submitted', async () => {
    const host = await stage.shell(busyPrompt);
    await host.shows('prompt>');
    const submit = { data: '\r', guard: 'draft: hello' };
    const keys = { via: 'keys', data: 'hello\r', guard: 'prompt>', submit } as const;
    expect(value(await host.link.order(handed(keys)))).toEqual({ sent: true });
    await host.shows('sent: hello');
  });

  it('are not submitted when the agent shows something else', async () => {
    const host = await stage.shell(busyPrompt);
    await host.shows('prompt>');
    const submit = { data: '\r', guard: 'draft: something else' };
    const sending = host.link.order(handed({ via: 'keys', data: 'hello\r', guard: 'prompt>', submit }));
    await host.shows('draft: hello');
    await host.link.order({ do: 'kill' });
    expect(value(await sending)).toEqual({ sent: false });
    expect((await host.fact('session.answer_failed')).why).toMatch(/not submitted/);
    expect(await textOfRecording(host.spec.recording, { session: host.spec.session })).not.toContain('sent:');
  });
});

const twoQuestions = `stty -echo; echo 'first?'; read x; echo "second? $x"; read y; echo "third? $y"; read z; echo "done $z"; read w`;

describe('keys after keys', () => {
  it('each wait for their own guard, and no shorter than they say', async () => {
    const host = await stage.shell(twoQuestions);
    await host.shows('first?');
    const third = { data: 'c\r', guard: 'third\\? b', after_ms: 120 };
    const second = { data: 'b\r', guard: 'second\\? a', submit: third };
    const keys = { via: 'keys', data: 'a\r', guard: 'first\\?', submit: second } as const;
    const from = performance.now();
    expect(value(await host.link.order(handed(keys)))).toEqual({ sent: true });
    expect(performance.now() - from).toBeGreaterThanOrEqual(120);
    await host.shows('done c');
  });
});

describe('words for the next turn', () => {
  it('go the same ways as answers, and are said to be told', async () => {
    const host = await stage.shell('echo ready; read x; echo "got $x"; read y', { server: server.address });
    await host.shows('ready');
    const keys = { via: 'keys', data: 'go on\r', guard: 'ready' } as const;
    expect(value(await host.link.order({ do: 'tell', key: 'n1', delivery: keys }))).toEqual({ sent: true });
    await host.shows('got go on');
    expect(await host.fact('session.told')).toMatchObject({ key: 'n1', via: 'keys' });
    await host.link.order({ do: 'tell', key: 'n2', delivery: posted('/prompt') });
    expect(await host.fact('session.told', ({ key }) => key === 'n2')).toMatchObject({ via: 'http' });
  });

  it('that do not get through are said not to', async () => {
    const host = await stage.shell('read x');
    const keys = { via: 'keys', data: 'go on\r', guard: 'ready' } as const;
    expect(value(await host.link.order({ do: 'tell', key: 'n1', delivery: keys }))).toEqual({ sent: false });
    expect(await host.fact('session.tell_failed')).toMatchObject({ key: 'n1' });
  });
});
