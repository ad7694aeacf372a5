import { ok, type Result } from '../domain/errors.ts';
import type { Channel } from '../wire/channel.ts';
import { type Listening, listen } from '../wire/listen.ts';
import type { CallDesk } from './calls.ts';
import type { Peers } from './peers.ts';
import type { HostSpec } from './spec.ts';

/** Who is behind the doors, once the session has begun; whoever knocks earlier waits. */
export interface Behind {
  readonly peers: Promise<Peers>;
  readonly calls: Promise<CallDesk>;
}

/** Opens the host's two sockets: for the engine and consoles, and for the agent's own programs. */
export const openDoors = async (spec: HostSpec, behind: Behind): Promise<Result<Listening>> => {
  const toPeers = (channel: Channel): void => void behind.peers.then((peers) => peers.accept(channel));
  const toCalls = (channel: Channel): void => void behind.calls.then((calls) => calls.accept(channel));
  const front = await listen(spec.socket, toPeers);
  if (!front.ok) return front;
  const back = await listen(spec.calls, toCalls);
  if (back.ok)
    return ok({
      close: async () => {
        await Promise.all([front.value.close(), back.value.close()]);
      },
    });
  await front.value.close();
  return back;
};
