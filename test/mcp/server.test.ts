import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mcpServer } from '../../src/mcp/server.ts';
import { Stage, until } from '../host/driver.ts';
import { mcpClient, textOf } from './session.ts';

let stage: Stage;
const clients: Client[] = [];
beforeEach(() => {
  stage = new Stage();
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await stage.clear();
});

const connected = async (...args: readonly string[]): Promise<Client> => {
  const client = await mcpClient(...args);
  clients.push(client);
  return client;
};

const question = {
  question: 'Which pattern?',
  options: ['weddings', 'PAGINATION.md'],
  recommendation: 'PAGINATION.md',
  impact: 'Three pages wait for it.',
};

const answered = (key: string, text: string) =>
  ({ do: 'deliver', ask: 'q1', key, delivery: { via: 'call', text } }) as const;

describe('orch’s MCP server', () => {
  it('offers its tools to every agent, and the verdict to reviewers alone', async () => {
    const names = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);
    const author = await names(await connected('/nowhere.sock'));
    expect(author).toEqual([
      ...['ask_human', 'report_progress', 'milestone', 'blocker', 'request_review', 'recall', 'note'],
    ]);
    expect(await names(await connected('/nowhere.sock', '--reviewer'))).toEqual([...author, 'give_verdict']);
  });

  it('asks the person, and returns the answer', async () => {
    const host = await stage.shell('read x');
    const client = await connected(host.spec.calls);
    const result = client.callTool({ name: 'ask_human', arguments: question });
    const { key, ask, source } = await host.fact('session.asked');
    expect(source).toBe('mcp');
    expect(ask).toMatchObject({ text: 'Which pattern?', recommended: 1, impact: 'Three pages wait for it.' });
    await host.link.order(answered(key, 'B) PAGINATION.md'));
    expect(textOf(await result)).toBe('B) PAGINATION.md');
    expect(await host.fact('session.answer_sent')).toMatchObject({ key, via: 'call' });
  });

  it('takes an ask back when the agent gives its call up', async () => {
    const host = await stage.shell('read x');
    const client = await connected(host.spec.calls);
    const giveUp = new AbortController();
    const result = client
      .callTool({ name: 'ask_human', arguments: question }, { signal: giveUp.signal })
      .catch(() => 'given up');
    const { key } = await host.fact('session.asked');
    giveUp.abort();
    expect(await result).toBe('given up');
    expect(await host.fact('session.ask_gone')).toMatchObject({ key, how: 'it no longer waits' });
  });

  it('asks the same again under the same key, and another under another', async () => {
    const host = await stage.shell('read x');
    const client = await connected(host.spec.calls);
    const first = client.callTool({ name: 'ask_human', arguments: question });
    const again = client.callTool({ name: 'ask_human', arguments: { ...question, context: 'again' } });
    const other = client.callTool({ name: 'ask_human', arguments: { question: 'And now?' } });
    const keys = await until(() => {
      const asked = host.facts.flatMap((fact) => (fact.type === 'session.asked' ? [fact] : []));
      return asked.length === 3 && asked;
    });
    const of = (text: string) => new Set(keys.filter(({ ask }) => ask.text === text).map(({ key }) => key));
    expect([of('Which pattern?').size, of('And now?').size]).toEqual([1, 1]);
    for (const { key, ask } of keys) await host.link.order({ ...answered(key, `re ${ask.text}`), ask: key });
    expect(textOf(await first)).toBe('re Which pattern?');
    expect(textOf(await again)).toBe('re Which pattern?');
    expect(textOf(await other)).toBe('re And now?');
  });

  it('tells progress, milestones, blockers and wishes for a review as facts', async () => {
    const host = await stage.shell('read x');
    const client = await connected(host.spec.calls, '--reviewer');
    for (const name of ['report_progress', 'milestone', 'blocker', 'request_review'])
      expect(textOf(await client.callTool({ name, arguments: { text: `a ${name}` } }))).not.toBe('');
    const verdict = { verdict: 'revise', text: 'Nearly.', findings: ['a.ts:3 misses the empty list'] };
    await client.callTool({ name: 'give_verdict', arguments: verdict });
    expect(host.facts.slice(1)).toMatchObject([
      { type: 'session.progress', text: 'a report_progress' },
      { type: 'session.milestone', text: 'a milestone' },
      { type: 'session.blocker', text: 'a blocker' },
      { type: 'session.review_requested', text: 'a request_review' },
      { type: 'session.verdict', ...verdict },
    ]);
  });

  it('refuses a verdict of many words, and a call without its text', async () => {
    const host = await stage.shell('read x');
    const client = await connected(host.spec.calls, '--reviewer');
    const long = { verdict: 'accept', text: 'word '.repeat(201) };
    const tooLong = await client.callTool({ name: 'give_verdict', arguments: long });
    expect([tooLong.isError, textOf(tooLong)]).toEqual([true, expect.stringMatching(/at most 200 words/)]);
    expect((await client.callTool({ name: 'note', arguments: {} })).isError).toBe(true);
    expect(host.facts.map(({ type }) => type)).toEqual(['session.started']);
  });

  it('keeps notes, and recalls what earlier tasks left', async () => {
    const earlier = join(stage.workspace, '..', 't0');
    mkdirSync(earlier, { recursive: true });
    writeFileSync(
      join(earlier, 'summary.md'),
      '# Done\n\nThe flaky test waited for port 8080.\n\nAll else is fine.\n',
    );
    const host = await stage.shell('read x');
    const client = await connected(host.spec.calls);
    await client.callTool({ name: 'note', arguments: { text: 'Use the pool.\nNever the socket.' } });
    expect(readFileSync(join(stage.workspace, 'notes.md'), 'utf8')).toMatch(
      /^- \d{4}-\d\d-\d\d \d\d:\d\d Use the pool\.\n {2}Never the socket\.\n$/,
    );
    const recalled = textOf(await client.callTool({ name: 'recall', arguments: { query: 'flaky tests' } }));
    expect(recalled).toBe('1. agent_workspaces/t0/summary.md\n# Done\nThe flaky test waited for port 8080.');
    const nothing = await client.callTool({ name: 'recall', arguments: { query: 'zebra' } });
    expect(textOf(nothing)).toMatch(/^Nothing was noted/);
  });

  it('says that nobody listens outside a session, and when the host is gone', async () => {
    const alone = await connected();
    const unheard = await alone.callTool({ name: 'ask_human', arguments: question });
    expect([unheard.isError, textOf(unheard)]).toEqual([true, expect.stringMatching(/only in a session/)]);
    const host = await stage.shell('read x');
    const client = await connected(host.spec.calls);
    const result = client.callTool({ name: 'ask_human', arguments: question });
    await host.fact('session.asked');
    host.kill();
    expect((await result).isError).toBe(true);
  });

  it('ends when its client closes its input, also while a question waits', async () => {
    const host = await stage.shell('read x');
    const client = await connected(host.spec.calls);
    const result = client.callTool({ name: 'ask_human', arguments: question }).catch(() => 'gone');
    await host.fact('session.asked');
    await client.close();
    expect(await result).toBe('gone');
    await host.fact('session.ask_gone');
  });
});

describe('a client of today', () => {
  it('that gives up after a silent while is told that its call is alive', async () => {
    const host = await stage.shell('read x');
    const plan = { socket: host.spec.calls, reviewer: false, version: '1', keepAliveMs: 10 };
    const [near, far] = InMemoryTransport.createLinkedPair();
    await mcpServer(plan).connect(far);
    const client = new Client({ name: 'impatient', version: '1' });
    clients.push(client);
    await client.connect(near);
    const news: string[] = [];
    const result = client.callTool(
      { name: 'ask_human', arguments: question },
      { timeout: 2_000, resetTimeoutOnProgress: true, onprogress: () => news.push('alive') },
    );
    const { key } = await host.fact('session.asked');
    await until(() => news.length >= 3);
    await host.link.order(answered(key, 'yes'));
    expect(textOf(await result)).toBe('yes');
  });

  it('that speaks the protocol of 2025 is understood', async () => {
    const main = new URL('../../src/mcp/main.ts', import.meta.url).pathname;
    const server = spawn(process.execPath, ['--no-warnings', main], { stdio: ['pipe', 'pipe', 'inherit'] });
    const replies: { id?: number; result?: Record<string, unknown> }[] = [];
    createInterface({ input: server.stdout }).on('line', (line) => replies.push(JSON.parse(line)));
    const send = (message: object) =>
      server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    const clientInfo = { name: 'old', version: '1' };
    send({
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
    });
    const hello = await until(() => replies.find(({ id }) => id === 1));
    expect(hello.result).toMatchObject({ protocolVersion: '2025-06-18', serverInfo: { name: 'orch' } });
    send({ method: 'notifications/initialized' });
    send({ id: 2, method: 'tools/list' });
    const list = await until(() => replies.find(({ id }) => id === 2));
    expect(list.result?.tools).toHaveLength(7);
    server.stdin.end();
    expect(await once(server, 'exit')).toEqual([0, null]);
  });
});
