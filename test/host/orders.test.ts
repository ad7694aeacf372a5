import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/agents/agent.ts';
import { keysFor } from '../../src/host/deliver/keys.ts';
import { textOfRecording } from '../../src/host/replay.ts';
import { Stage, value } from './driver.ts';

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.clear());

const handed = (delivery: Delivery) => ({ do: 'deliver', ask: 'a1', key: 'k1', delivery }) as const;

describe('a halt', () => {
  it('waits for the next step of the agent', async () => {
    const path = join(stage.dir, 'log');
    const host = await stage.shell('while :; do sleep 0.05; done', {
      sources: [{ kind: 'follow', id: 'log', path }],
    });
    await host.link.order({ do: 'halt', grace_ms: 60_000 });
    expect(await host.link.ping(1000)).toBe(true);
    appendFileSync(path, '{"type":"session.state","state":"idle","source":"file","message":null}\n');
    expect(await host.fact('session.exited')).toMatchObject({ asked: true });
    expect(host.facts.at(-2)).toMatchObject({ type: 'session.state' });
  });

  it('waits no longer than its grace, and lets the agent put its files down', async () => {
    for (const safety of ['off', 'prefer'] as const) {
      const script = 'trap "echo put down; exit 4" TERM; echo up; while :; do sleep 0.05; done';
      const host = await stage.shell(script, { safety });
      await host.shows('up');
      await host.link.order({ do: 'halt', grace_ms: 50 });
      expect(await host.fact('session.exited')).toMatchObject({ code: 4, asked: true });
      const text = await textOfRecording(host.spec.recording, { session: host.spec.session });
      expect(text).toContain('put down');
    }
  });

  it('ends an agent that will not listen, and a paused one', async () => {
    const deaf = await stage.shell('trap "" TERM; while :; do sleep 0.05; done');
    await deaf.link.order({ do: 'halt', grace_ms: 1 });
    expect(await deaf.fact('session.exited')).toMatchObject({ asked: true });
    const frozen = await stage.shell('read x');
    await frozen.link.order({ do: 'pause' });
    await frozen.link.order({ do: 'halt', grace_ms: 60_000 });
    expect(await frozen.fact('session.exited')).toMatchObject({ asked: true });
  });
});

describe('a pause', () => {
  it('that is taken back while it is still freezing leaves nothing frozen', async () => {
    const host = await stage.shell(
      'echo up; for i in 1 2 3 4 5 6; do sleep 60 & done; read x; echo "got $x"; read y',
    );
    await host.shows('up');
    for (let round = 1; round <= 5; round += 1) {
      const pausing = host.link.order({ do: 'pause' });
      const continuing = host.link.order({ do: 'continue' });
      await Promise.all([pausing, continuing]);
    }
    const turns = host.facts.map(({ type }) => type).filter((type) => /paused|continued/.test(type));
    expect(turns).toEqual(Array.from({ length: 5 }, () => ['session.paused', 'session.continued']).flat());
    host.link.input('on\r');
    await host.shows('got on');
  });
});

describe('an answer', () => {
  it('by keys is typed only while its dialog is on the screen', async () => {
    const host = await stage.shell('echo "Allow?"; read x; clear; echo "got $x"; read y');
    await host.shows('Allow?');
    const keys = { via: 'keys', data: 'yes\r', guard: 'Allow\\?' } as const;
    expect(value(await host.link.order(handed(keys)))).toEqual({ sent: true });
    await host.shows('got yes');
    expect(await host.fact('session.answer_sent')).toMatchObject({ ask: 'a1', key: 'k1', via: 'keys' });
    expect(value(await host.link.order(handed(keys)))).toEqual({ sent: false });
    expect((await host.fact('session.answer_failed')).why).toMatch(/nothing was typed/);
  });

  it('of several lines is pasted as one piece where the program knows pasting', () => {
    expect(keysFor('one\ntwo\r', true)).toBe('\x1b[200~one\ntwo\x1b[201~\r');
    expect(keysFor('one\x1b[201~\ntwo\r', true)).toBe('\x1b[200~one\ntwo\x1b[201~\r');
    expect(keysFor('one\ntwo\r', false)).toBe('one\ntwo\r');
    expect(keysFor('y\r', true)).toBe('y\r');
  });

  it('by file lies there as a whole, named within the workspace', async () => {
    const host = await stage.shell('read x');
    expect(
      value(await host.link.order(handed({ via: 'file', path: 'reply.json', text: '{"ok":1}' }))),
    ).toEqual({ sent: true });
    expect(readFileSync(join(stage.workspace, 'reply.json'), 'utf8')).toBe('{"ok":1}');
    const nowhere = handed({ via: 'file', path: '/nonexistent/a/b', text: '' });
    expect(value(await host.link.order(nowhere))).toEqual({ sent: false });
    expect(await host.fact('session.answer_failed')).toMatchObject({ key: 'k1' });
  });
});

describe('a host', () => {
  it('is one per session: a second leaves quietly, and what has run is not run again', async () => {
    const host = await stage.shell('echo once >> count; echo counted; read x');
    await host.shows('counted');
    const second = stage.launch(host.spec);
    await second.gone;
    expect(second.process.exitCode).toBe(0);
    host.kill();
    await host.gone;
    const third = stage.launch(host.spec);
    await third.gone;
    expect(third.process.exitCode).toBe(0);
    expect(readFileSync(join(stage.dir, 'count'), 'utf8')).toBe('once\n');
  });

  it('that cannot be reached does not start its agent, and says so in its spool', async () => {
    const spec = stage.spec(['sh', '-c', 'echo started > started'], {
      socket: join(stage.workspace, 'file', 'x.sock'),
    });
    writeFileSync(join(stage.workspace, 'file'), '');
    const host = stage.launch(spec);
    await host.gone;
    expect(host.process.exitCode).toBe(1);
    expect(host.spooled().map((fact) => fact.type)).toEqual(['session.notice', 'session.exited']);
    expect(readFileSync(join(spec.home, 'host.log'), 'utf8')).toMatch(/x\.sock|file/);
  });

  it('told to go takes its agent along and says how that ended', async () => {
    const host = await stage.shell('read x');
    await host.fact('session.started');
    host.process.kill('SIGTERM');
    expect(await host.fact('session.exited')).toMatchObject({ signal: 'SIGKILL', asked: false });
    await host.gone;
  });
});

describe('a question in question.md', () => {
  it('becomes an ask, and its answer becomes answer.md', async () => {
    const ask =
      'cd agent_workspaces/t1; echo "Red or blue?" > question.md; while ! [ -e answer.md ]; do sleep 0.05; done; cat answer.md; read x';
    const host = await stage.shell(ask);
    const { key, ask: body } = await host.fact('session.asked');
    expect(body.text).toBe('Red or blue?');
    const order = {
      do: 'deliver',
      ask: 'a1',
      key,
      delivery: { via: 'file', path: 'answer.md', text: 'Blue.\n' },
    } as const;
    await host.link.order(order);
    await host.shows('Blue.');
    expect(readFileSync(join(stage.workspace, 'questions', '1-question.md'), 'utf8')).toBe('Red or blue?\n');
    host.link.input('\r');
    await host.fact('session.exited');
    expect(host.facts.map((fact) => fact.type)).not.toContain('session.ask_gone');
  });
});
