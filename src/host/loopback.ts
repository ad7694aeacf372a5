import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { AgentServer, HttpRequest } from '../agents/agent.ts';

export interface Asked {
  readonly method: 'GET' | HttpRequest['method'];
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A path is data of the agent's: it must not lead to another server. */
const within = (server: AgentServer, path: string): URL => {
  const url = new URL(path, server.url);
  if (url.origin !== new URL(server.url).origin)
    throw new Error(`“${path}” leads away from the agent's server`);
  if (url.protocol !== 'http:' || !LOOPBACK.has(url.hostname))
    throw new Error(`${url.origin} is not a server on this machine`);
  return url;
};

const sent = (server: AgentServer, asked: Asked): ClientRequest => {
  const body = asked.body === undefined ? null : JSON.stringify(asked.body);
  const headers = {
    ...server.headers,
    ...asked.headers,
    ...(body === null
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
  };
  const { method, signal } = asked;
  const outgoing = request(within(server, asked.path), { method, headers, signal, agent: false });
  outgoing.end(body ?? undefined);
  return outgoing;
};

/** Asks the agent's own server; resolves with the response's head, rejects where there is none. */
export const askServer = (server: AgentServer, asked: Asked): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const outgoing = sent(server, asked);
    outgoing.once('response', resolve);
    // Also what comes after the response, such as an abort: it must find a listener.
    outgoing.on('error', reject);
  });

const LONGEST_BODY = 32 * 1024 * 1024;

/** The whole body as text. */
export const bodyOf = async (response: IncomingMessage): Promise<string> => {
  let text = '';
  response.setEncoding('utf8');
  for await (const part of response) {
    text += part;
    if (text.length > LONGEST_BODY) throw new Error('the answer is too long');
  }
  return text;
};

export const isGood = ({ statusCode = 0 }: IncomingMessage): boolean => statusCode >= 200 && statusCode < 300;
