import { BlockList, isIP, type LookupFunction } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** A URL writes IPv6 addresses in brackets and may end names in a dot. */
const bare = (hostname: string): string =>
  hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();

const isLocalName = (name: string): boolean => name === 'localhost' || name.endsWith('.localhost');

/** This machine and nothing else. */
export const isLoopback = (hostname: string): boolean => {
  const name = bare(hostname);
  const family = isIP(name);
  return family === 0 ? isLocalName(name) : loopback.check(name, family === 6 ? 'ipv6' : 'ipv4');
};

const matches = (listed: string, url: URL): boolean => {
  const entry = listed.toLowerCase();
  const name = bare(url.hostname);
  if (entry.startsWith('*.')) return name.endsWith(entry.slice(1));
  return entry === name || entry === `${name}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
};

/** Why a URL may not be called, or null when it may. */
export const whyNot = (url: URL, hosts: readonly string[]): string | null => {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return `${url.protocol} is not http or https`;
  if (isLoopback(url.hostname) || hosts.some((host) => matches(host, url))) return null;
  return `${url.host} is not this machine and not listed under http.hosts in orch.yaml`;
};

/** `localhost` is this machine by definition, whatever a hosts file or a name server says. */
export const localLookup: LookupFunction = (_name, options, callback) => {
  const both = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ];
  if (options.all === true) callback(null, both);
  else callback(null, '127.0.0.1', 4);
};
