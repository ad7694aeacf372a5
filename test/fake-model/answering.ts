import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { noTokens } from '../../src/domain/money.ts';
import type { Asked } from './asked.ts';
import type { Dialect, Reply } from './dialect.ts';
import { type Fault, isInterruption, type Refusal, type Refused } from './fault.ts';
import type { Gates } from './gates.ts';
import type { Arrival, Entry } from './ledger.ts';
import { type Turn, usual } from './script.ts';
import { named } from './tool-names.ts';
import { type Stop, Wire } from './wire.ts';

/** One request on its way to its answer. */
export interface Task {
  readonly arrival: Arrival;
  readonly dialect: Dialect;
  readonly turn: Turn;
  /** What goes wrong this time. */
  readonly fault: Fault | null;
}

const replyOf = (asked: Asked, turn: Turn): Reply => ({
  model: asked.model,
  thinks: turn.thinks ?? '',
  says: turn.says ?? '',
  calls: (turn.calls ?? []).map((call) => named(call, asked)),
  usage: { ...usual, ...turn.usage },
  quota: turn.quota ?? [],
  newId: (prefix) => prefix + randomUUID().replaceAll('-', '').slice(0, 24),
  now: Date.now(),
});

type Ending = Pick<Entry, 'outcome' | 'status' | 'tokens' | 'calls'>;

const without = (outcome: 'refused' | 'broken' | 'left', status: number): Ending => ({
  outcome,
  status,
  tokens: noTokens,
  calls: [],
});

const refusedBy = (dialect: Dialect, refusal: Refusal): Refused => {
  const refused = dialect.refuse(refusal, Date.now());
  return refusal.kind === 'refused' && refusal.body !== undefined
    ? { ...refused, body: refusal.body }
    : refused;
};

const refuseWith = async (wire: Wire, { status, headers, body }: Refused): Promise<Ending> =>
  (await wire.whole(status, headers, body)) ? without('refused', status) : without('left', status);

const stopOf = ({ turn, fault, dialect }: Task): Stop | null => {
  if (fault === null) return turn.gateInside === undefined ? null : { kind: 'waits', gate: turn.gateInside };
  if (fault.kind === 'overloaded_inside') return { kind: 'says', text: dialect.overloadedInside() };
  return fault.kind === 'breaks' || fault.kind === 'stalls' ? { kind: fault.kind } : null;
};

const send = async (task: Task, wire: Wire): Promise<Ending> => {
  const { dialect, turn, arrival } = task;
  const reply = replyOf(arrival.asked, turn);
  const stop = stopOf(task);
  const how = arrival.asked.stream
    ? await wire.stream(dialect.headers(reply), dialect.pieces(reply), { gap: turn.gap ?? 0, stop })
    : await wire.body(dialect.headers(reply), dialect.whole(reply), stop);
  if (how !== 'sent') return without(how, 200);
  const calls = reply.calls.map((call) => call.name);
  return { outcome: 'billed', status: 200, tokens: dialect.states(reply.usage), calls };
};

/** Answers a request as its turn says, and tells how that ended. */
export const answer = async (task: Task, response: ServerResponse, gates: Gates): Promise<Entry> => {
  const { turn, fault, dialect, arrival } = task;
  const wire = new Wire(response, gates);
  if (turn.gate !== undefined) await wire.wait(turn.gate);
  await wire.pause(turn.delay ?? 0);
  const refusal = fault !== null && !isInterruption(fault) ? fault : null;
  const ending =
    refusal === null ? await send(task, wire) : await refuseWith(wire, refusedBy(dialect, refusal));
  return { ...arrival, ...ending, model: arrival.asked.model, ended: Date.now() };
};
