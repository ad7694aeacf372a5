import type { ErrorCode } from '../domain/errors.ts';

/** Whom a connection is for: decides how its failures are worded. */
export interface Peer {
  readonly name: string;
  readonly absent: ErrorCode;
  readonly silent: ErrorCode;
}

export const enginePeer: Peer = { name: 'engine', absent: 'engine.absent', silent: 'engine.silent' };
export const hostPeer: Peer = { name: 'session host', absent: 'host.absent', silent: 'host.silent' };
