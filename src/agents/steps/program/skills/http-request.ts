import * as http from 'node:http';
import * as https from 'node:https';
import { isLoopback, localLookup } from './http-hosts.ts';

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface Reply {
  readonly status: number;
  readonly reason: string;
  readonly type: string;
  readonly location: string | null;
  readonly body: string;
  readonly cut: boolean;
}

const LARGEST = 1_048_576;

const collected = async (response: http.IncomingMessage): Promise<Reply> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > LARGEST) break;
  }
  return {
    status: response.statusCode ?? 0,
    reason: response.statusMessage ?? '',
    type: response.headers['content-type'] ?? '',
    location: response.headers.location ?? null,
    body: Buffer.concat(chunks).subarray(0, LARGEST).toString('utf8'),
    cut: size > LARGEST,
  };
};

/** One request and its reply; redirects are the caller's to follow. */
export const send = (request: Request, signal: AbortSignal): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { url, method, headers, body } = request;
    const { request: open } = url.protocol === 'https:' ? https : http;
    const call = open(url, {
      method,
      headers: { 'user-agent': 'orch', accept: 'application/json, */*', ...headers },
      signal,
      agent: false,
      ...(isLoopback(url.hostname) ? { lookup: localLookup } : {}),
    });
    call.on('response', (response) => {
      collected(response).then(resolve, reject);
    });
    call.on('error', reject);
    call.end(body ?? undefined);
  });
