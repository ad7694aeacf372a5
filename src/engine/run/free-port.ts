import { once } from 'node:events';
import { createServer } from 'node:net';

/** A loopback port nobody has just now, for an agent that serves on one. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
};
