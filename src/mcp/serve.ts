import { serveStdio } from '@modelcontextprotocol/server/stdio';
import packageJson from '../../package.json' with { type: 'json' };
import { mcpServer } from './server.ts';

const KEEP_ALIVE_MS = 10_000;

export interface Serving {
  readonly socket: string | null;
  readonly reviewer: boolean;
}

/** Serves over stdin and stdout until the client closes them. */
export const serveMcp = (serving: Serving): void => {
  const plan = { ...serving, version: packageJson.version, keepAliveMs: KEEP_ALIVE_MS };
  serveStdio(() => mcpServer(plan));
};
