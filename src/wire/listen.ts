import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../domain/errors.ts';
import { type Channel, channelOver } from './channel.ts';
import { connect } from './connect.ts';

export interface Listening {
  close(): Promise<void>;
}

const refused = (path: string, why: string) => fail('wire.listen', why, { where: path });

/** Below a shared /tmp a directory of that name may be somebody else's: never talk through it. */
const ownDirectory = (directory: string): Result<null> => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const stat = lstatSync(directory);
  if (!stat.isDirectory()) return refused(directory, 'this is not a directory');
  if (stat.uid !== process.getuid?.()) return refused(directory, 'this directory belongs to another user');
  chmodSync(directory, 0o700);
  return ok(null);
};

/** A socket file outlives its process: only one nobody answers on is stale. */
const clearStale = async (path: string): Promise<Result<null>> => {
  const answer = await connect(path, 1000);
  if (answer.ok) {
    answer.value.close();
    return refused(path, 'another process listens there');
  }
  if (answer.error.code === 'engine.silent') return refused(path, answer.error.what);
  rmSync(path, { force: true });
  return ok(null);
};

const closed = (server: Server, sockets: Set<Socket>): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroySoon();
  });

const bind = (path: string, onChannel: (channel: Channel) => void): Promise<Result<Listening>> =>
  new Promise((resolve) => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      onChannel(channelOver(socket));
    });
    server.once('error', (error) => resolve(refused(path, error.message)));
    server.listen(path, () => {
      chmodSync(path, 0o600);
      resolve(ok({ close: () => closed(server, sockets) }));
    });
  });

/** Listens on a unix socket only this user can reach. */
export const listen = async (
  path: string,
  onChannel: (channel: Channel) => void,
): Promise<Result<Listening>> => {
  try {
    const own = ownDirectory(dirname(path));
    if (!own.ok) return own;
    const free = await clearStale(path);
    if (!free.ok) return free;
    return await bind(path, onChannel);
  } catch (error) {
    return refused(path, error instanceof Error ? error.message : String(error));
  }
};
