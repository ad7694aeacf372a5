import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it came. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

const headersOf = (headers: http.IncomingHttpHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Listens on loopback, on a port that is free, or the one that is wished. */
export const listen = async (
  handle: (request: Request, response: http.ServerResponse) => Promise<void>,
  port: number,
): Promise<Listening> => {
  const server = http.createServer((incoming, response) => {
    const take = async (): Promise<void> => {
      const body = await text(incoming);
      const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
      await handle(
        { method: incoming.method ?? '', path, headers: headersOf(incoming.headers), body },
        response,
      );
    };
    // A client that goes away while it still speaks has asked nothing.
    take().catch(() => response.destroy());
  });
  const up = Promise.withResolvers<void>();
  server.once('error', up.reject);
  server.listen(port, '127.0.0.1', up.resolve);
  await up.promise;
  const { port: taken } = server.address() as AddressInfo;
  return {
    port: taken,
    close: async () => {
      const down = Promise.withResolvers<void>();
      server.close(() => down.resolve());
      server.closeAllConnections();
      await down.promise;
    },
  };
};
