import { fail, ok, type Result } from '../domain/errors.ts';
import type { Channel } from './channel.ts';
import { connect } from './connect.ts';
import { hostPeer } from './peer.ts';

/** What a program of the agent (a hook, a status line, orch's MCP server) says to its session host: one call a connection. */
export interface Call {
  readonly from: string;
  readonly data: unknown;
}

/** `held`: it was heard, and its reply comes once somebody has answered. */
export type CallReply = { readonly t: 'held' } | { readonly t: 'reply'; readonly text: string };

type Tagged = {
  readonly t?: unknown;
  readonly from?: unknown;
  readonly data?: unknown;
  readonly text?: unknown;
};

/** A call as it came over the socket; null where it is none. */
export const readCall = (message: unknown): Call | null => {
  const { t, from, data } = (message ?? {}) as Tagged;
  return t === 'call' && typeof from === 'string' ? { from, data: data ?? '' } : null;
};

const readReply = (message: unknown): CallReply | null => {
  const { t, text } = (message ?? {}) as Tagged;
  if (t === 'held') return { t };
  return t === 'reply' && typeof text === 'string' ? { t, text } : null;
};

export interface CallTerms {
  /** A host that is stopped or hangs must not hang its agent too: how long it may take to hear the call. */
  readonly heardWithinMs: number;
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}

const silent = (ms: number) => fail('host.silent', `the session host did not hear the call within ${ms} ms`);
const closed = fail('wire.closed', 'the session host closed the connection before it replied');

const exchange = (
  channel: Channel,
  call: Call,
  { heardWithinMs, signal }: CallTerms,
): Promise<Result<string>> =>
  new Promise((resolve) => {
    const settle = (result: Result<string>): void => {
      clearTimeout(timer);
      resolve(result);
      channel.close();
    };
    const timer = setTimeout(() => settle(silent(heardWithinMs)), heardWithinMs);
    const giveUp = (): void => settle(closed);
    channel.onClose(giveUp);
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted === true) giveUp();
    channel.onMessage((message) => {
      const reply = readReply(message);
      if (reply?.t === 'held') clearTimeout(timer);
      if (reply?.t === 'reply') settle(ok(reply.text));
    });
    channel.send({ t: 'call', ...call });
  });

/** Calls a session host and waits for its reply, however long it holds the call. */
export const placeCall = async (socket: string, call: Call, terms: CallTerms): Promise<Result<string>> => {
  const connected = await connect(socket, terms.heardWithinMs, hostPeer);
  return connected.ok ? exchange(connected.value, call, terms) : connected;
};
