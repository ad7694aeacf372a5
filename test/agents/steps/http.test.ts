import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { http } from '../../../src/agents/steps/program/skills/http.ts';
import { isLoopback } from '../../../src/agents/steps/program/skills/http-hosts.ts';
import type { Ran } from '../../../src/agents/steps/program/skills/skill.ts';

const received: {
  method: string | undefined;
  url: string | undefined;
  type: string | undefined;
  body: string;
}[] = [];

const answers: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  '/json': (_request, response) =>
    response.setHeader('content-type', 'application/json').end('{"mugs":[1,2]}'),
  '/text': (_request, response) => response.end('plain'),
  '/missing': (_request, response) => response.writeHead(404).end('nothing here'),
  '/away': (_request, response) => response.writeHead(302, { location: 'http://example.test/secret' }).end(),
  '/here': (_request, response) => response.writeHead(303, { location: '/json' }).end(),
  '/round': (_request, response) => response.writeHead(302, { location: '/round' }).end(),
  '/slow': () => undefined,
};

let server: Server;
let port = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      received.push({ method, url, type: headers['content-type'], body: Buffer.concat(chunks).toString() });
      (answers[url ?? ''] ?? ((_, res) => res.end('ok')))(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const call = async (
  args: readonly string[],
  given: { hosts?: readonly string[]; signal?: AbortSignal } = {},
): Promise<Ran> => {
  const work = http(args, { cwd: '/', approved: false, httpHosts: given.hosts ?? [] });
  if (work.kind === 'refused') return { code: 126, stdout: '', stderr: work.why };
  if (work.kind === 'program') throw new Error('http runs here');
  return work.run(given.signal ?? new AbortController().signal);
};

const at = (path: string, host = 'localhost'): string => `http://${host}:${port}${path}`;

describe('the http skill', () => {
  test('lays JSON out to be read', async () => {
    expect(await call(['GET', at('/json')])).toEqual({
      code: 0,
      stdout: '{\n  "mugs": [\n    1,\n    2\n  ]\n}\n',
      stderr: 'HTTP 200 OK\n',
    });
  });

  test('leaves text as it came, and fails on a status that is no success', async () => {
    expect(await call([at('/text')])).toMatchObject({ code: 0, stdout: 'plain' });
    expect(await call([at('/missing')])).toEqual({
      code: 1,
      stdout: 'nothing here',
      stderr: 'HTTP 404 Not Found\n',
    });
  });

  test('sends a body, as JSON when it reads as JSON', async () => {
    await call(['POST', at('/items'), '{"name":"red mug"}']);
    expect(received.at(-1)).toMatchObject({
      method: 'POST',
      type: 'application/json',
      body: '{"name":"red mug"}',
    });
    await call(['--method=put', `--url=${at('/items')}`, '--body=red', '--header=content-type: text/x-mug']);
    expect(received.at(-1)).toMatchObject({ method: 'PUT', type: 'text/x-mug', body: 'red' });
  });

  test.each(['localhost', 'shop.localhost', '127.0.0.1', '127.1', '0x7f.1'])(
    'reaches this machine as %s',
    async (host) => {
      expect(await call([at('/text', host)])).toMatchObject({ code: 0 });
    },
  );

  test('follows a redirect on this machine, and none that leaves it', async () => {
    expect(await call(['POST', at('/here'), '{}'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('mugs'),
    });
    expect(received.at(-1)).toMatchObject({ method: 'GET', url: '/json', body: '' });
    expect(await call([at('/away')])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/redirect.*example\.test/),
    });
    expect(await call([at('/round')])).toMatchObject({ code: 1, stderr: 'more than 5 redirects\n' });
  });

  test.each([
    ['http://example.test/', /not this machine and not listed/],
    ['http://localhost.example.test/', /not this machine/],
    ['http://127.0.0.1.example.test/', /not this machine/],
    ['http://10.0.0.1/', /not this machine/],
    ['http://0.0.0.0/', /not this machine/],
    ['http://localhost@example.test/', /example\.test is not this machine/],
    ['file:///etc/passwd', /not http or https/],
    ['nonsense', /is not a URL/],
  ])('refuses %s', async (url, why) => {
    expect(await call([url])).toMatchObject({ code: 126, stderr: expect.stringMatching(why) });
  });

  test('a listed host is called: by its name, with a port, or below a star', () => {
    const kind = (url: string, hosts: readonly string[]) =>
      http([url], { cwd: '/', approved: false, httpHosts: hosts }).kind;
    expect(kind('https://api.example.test/', ['api.example.test'])).toBe('here');
    expect(kind('https://api.example.test/', ['*.example.test'])).toBe('here');
    expect(kind('https://api.example.test:8443/', ['api.example.test:8443'])).toBe('here');
    expect(kind('https://api.example.test/', ['api.example.test:8443'])).toBe('refused');
    expect(kind('https://evilexample.test/', ['*.example.test'])).toBe('refused');
  });

  test('gives up when its time is over', async () => {
    expect(await call([at('/slow')], { signal: AbortSignal.timeout(100) })).toMatchObject({
      code: 1,
      stderr: 'no whole answer within the time limit\n',
    });
  });

  test('this machine has many names, and none of them is foreign', () => {
    for (const name of ['localhost', 'LOCALHOST', 'a.localhost', 'localhost.', '127.8.9.1', '[::1]'])
      expect(isLoopback(name)).toBe(true);
    for (const name of ['localhost.com', '128.0.0.1', '[::2]', 'notlocalhost', ''])
      expect(isLoopback(name)).toBe(false);
  });
});
