import { createConnection } from 'node:net';
import { fail, ok, type Result } from '../domain/errors.ts';
import { type Channel, channelOver } from './channel.ts';
import { enginePeer, type Peer } from './peer.ts';

/** ECONNRESET: its owner died or left before it took our call. */
const ABSENT = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'ENOTSOCK', 'ENOTDIR']);

/** Connects to a socket; who is not there is `absent`, who does not take the call is `silent`. */
export const connect = (path: string, timeoutMs: number, peer: Peer = enginePeer): Promise<Result<Channel>> =>
  new Promise((resolve) => {
    const socket = createConnection({ path });
    const timer = setTimeout(() => {
      socket.destroy();
      resolve(
        fail(peer.silent, `the ${peer.name} did not take the call within ${timeoutMs} ms`, { where: path }),
      );
    }, timeoutMs);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(ok(channelOver(socket)));
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const code = ABSENT.has(error.code ?? '') ? peer.absent : peer.silent;
      resolve(fail(code, `the ${peer.name} cannot be reached: ${error.message}`));
    });
  });
