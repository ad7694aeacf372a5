import { jsonObject } from '../../../record.ts';
import type { Request } from './http-request.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const FORM = 'give a method, a URL and a body: ["POST", "http://localhost:3000/items", "{…}"]';

/** Bodies that read as JSON are sent as JSON. */
const bodyType = (body: string): string =>
  jsonObject(body) !== null || /^\s*\[/.test(body) ? 'application/json' : 'text/plain; charset=utf-8';

interface Words {
  readonly named: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly plain: readonly string[];
}

/** `--method=POST`, `--url=…`, `--body=…`, `--header=Name: value`; the rest by place. */
const sorted = (args: readonly string[]): Words => {
  const named: Record<string, string> = {};
  const headers: Record<string, string> = {};
  const plain: string[] = [];
  for (const arg of args) {
    const option = /^--(?<name>method|url|body|header)=(?<value>[\s\S]*)$/.exec(arg)?.groups;
    const header =
      option?.name === 'header' ? /^(?<key>[\w-]+):\s*(?<text>[^\r\n]*)$/.exec(option.value ?? '') : null;
    if (header?.groups !== undefined)
      headers[(header.groups.key ?? '').toLowerCase()] = header.groups.text ?? '';
    else if (option?.name !== undefined) named[option.name] = option.value ?? '';
    else plain.push(arg);
  }
  return { named, headers, plain };
};

/** The step's arguments as a request, or a sentence about what is wrong with them. */
export const readHttpArgs = (args: readonly string[]): Request | string => {
  const { named, headers, plain } = sorted(args);
  if (named.header !== undefined) return `\`--header=${named.header}\` is not \`Name: value\``;
  const startsWithMethod = METHODS.has((plain[0] ?? '').toUpperCase());
  const [address, given] = startsWithMethod ? plain.slice(1) : plain;
  const target = named.url ?? address;
  if (target === undefined) return FORM;
  const body = named.body ?? (named.url === undefined ? given : address) ?? null;
  const method = (
    named.method ??
    (startsWithMethod ? plain[0] : undefined) ??
    (body === null ? 'GET' : 'POST')
  ).toUpperCase();
  if (!METHODS.has(method)) return `there is no method ${method}: ${[...METHODS].join(', ')}`;
  const url = URL.parse(target);
  if (url === null) return `\`${target}\` is not a URL: ${FORM}`;
  const length =
    body === null
      ? {}
      : { 'content-type': bodyType(body), 'content-length': String(Buffer.byteLength(body)) };
  return { method, url, headers: { ...length, ...headers }, body };
};
