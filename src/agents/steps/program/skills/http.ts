import { readHttpArgs } from './http-args.ts';
import { whyNot } from './http-hosts.ts';
import { type Reply, type Request, send } from './http-request.ts';
import { type Ran, refused, type Skill } from './skill.ts';

const LIMIT_MS = 30_000;
const REDIRECTS = 5;

/** JSON is laid out to be read; anything else stays as it came. */
const shown = ({ type, body }: Reply): string => {
  if (!/\bjson\b/i.test(type)) return body;
  try {
    return `${JSON.stringify(JSON.parse(body), null, 2)}\n`;
  } catch {
    return body;
  }
};

const withoutSecrets = ({
  authorization: _a,
  cookie: _c,
  ...rest
}: Record<string, string>): Record<string, string> => rest;

/** The request a redirect asks for, by the rules browsers keep. */
const redirected = (request: Request, status: number, location: string): Request => {
  const url = new URL(location, request.url);
  const becomesGet = status === 303 || ((status === 301 || status === 302) && request.method === 'POST');
  const headers =
    url.origin === request.url.origin ? { ...request.headers } : withoutSecrets({ ...request.headers });
  if (!becomesGet) return { ...request, url, headers };
  const { 'content-type': _type, 'content-length': _length, ...rest } = headers;
  return { method: request.method === 'HEAD' ? 'HEAD' : 'GET', url, headers: rest, body: null };
};

const failed = (stderr: string, stdout = ''): Ran => ({ code: 1, stdout, stderr: `${stderr}\n` });

const told = (reply: Reply): Ran => {
  const said = `HTTP ${reply.status} ${reply.reason}${reply.cut ? ', cut after 1 MB' : ''}`;
  if (reply.status >= 200 && reply.status < 300)
    return { code: 0, stdout: shown(reply), stderr: `${said}\n` };
  return failed(said, shown(reply));
};

const follow = async (first: Request, hosts: readonly string[], signal: AbortSignal): Promise<Ran> => {
  let request = first;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const reply = await send(request, signal);
    const isRedirect = [301, 302, 303, 307, 308].includes(reply.status);
    if (!isRedirect || reply.location === null) return told(reply);
    request = redirected(request, reply.status, reply.location);
    const why = whyNot(request.url, hosts);
    if (why !== null) return failed(`refused to follow a redirect: ${why}`);
  }
  return failed(`more than ${REDIRECTS} redirects`);
};

const reason = (error: unknown): string => {
  const { code, message, name } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || name === 'AbortError') return 'no whole answer within the time limit';
  // Several addresses were tried: the error that names them is empty.
  return message === '' ? (code ?? 'the connection failed') : message;
};

/** Calls this machine or a listed host; at most 30 s. */
export const http: Skill = (args, { httpHosts }) => {
  const request = readHttpArgs(args);
  if (typeof request === 'string') return refused(request);
  const why = whyNot(request.url, httpHosts);
  if (why !== null) return refused(why);
  return {
    kind: 'here',
    run: async (signal) => {
      try {
        return await follow(request, httpHosts, AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]));
      } catch (error) {
        return failed(reason(error));
      }
    },
  };
};
