import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Agent } from '../agents/agent.ts';
import { fail, failureLine, ok, type Result } from '../domain/errors.ts';
import { QuestionFiles } from '../inbox/archive.ts';
import type { CallDesk } from './calls.ts';
import { openDoors } from './doors.ts';
import { FactLog } from './fact-log.ts';
import { takeLock } from './lock.ts';
import { Peers } from './peers.ts';
import { Session, type SessionRoom } from './session.ts';
import type { HostSpec } from './spec.ts';

/** Who describes the agent of a spec; null where nobody does. */
export type AgentOf = (spec: HostSpec) => Agent | null;

/** An engine that is just starting again gets this long to read the end from us; the spool has it anyway. */
const STAY_MS = 10_000;

const readSpec = (file: string): Result<HostSpec> => {
  try {
    return ok(JSON.parse(readFileSync(file, 'utf8')) as HostSpec);
  } catch (error) {
    return fail('usage.wrong', error instanceof Error ? error.message : String(error), { where: file });
  }
};

const makeRoom = (spec: HostSpec): void => {
  for (const directory of [spec.home, spec.workspace, dirname(spec.recording), dirname(spec.spool)])
    mkdirSync(directory, { recursive: true });
};

/** A session that cannot be reached is not started: nobody could stop it. */
const giveUp = (facts: FactLog, why: string): void => {
  facts.say({ type: 'session.notice', text: `The session was not started: ${why}` });
  facts.say({ type: 'session.exited', code: null, signal: null, asked: false, duration_ms: 0 });
  facts.close();
};

const begin = (room: SessionRoom): Result<Session> => {
  try {
    return ok(new Session(room));
  } catch (error) {
    return fail('agent.launch', error instanceof Error ? error.message : String(error));
  }
};

const host = async (spec: HostSpec, agentOf: AgentOf): Promise<Result<null>> => {
  const now = (): number => Date.now();
  const facts = new FactLog({ file: spec.spool, session: spec.session, now });
  // A session is one agent process: what has begun once is never begun again.
  if (facts.last > 0) return ok(null);
  const peersReady = Promise.withResolvers<Peers>();
  const callsReady = Promise.withResolvers<CallDesk>();
  const doors = await openDoors(spec, { peers: peersReady.promise, calls: callsReady.promise });
  if (!doors.ok) {
    giveUp(facts, doors.error.what);
    return doors;
  }
  if (spec.resumes === undefined) new QuestionFiles(spec.workspace).setAside();
  const begun = begin({ spec, agent: agentOf(spec), facts, now });
  if (!begun.ok) {
    giveUp(facts, begun.error.what);
    return begun;
  }
  const session = begun.value;
  const peers = new Peers(session.face);
  peersReady.resolve(peers);
  callsReady.resolve(session.calls);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => session.shutDown());
  process.on('SIGHUP', () => {});
  await session.ended;
  await peers.caughtUp(STAY_MS);
  facts.close();
  await doors.value.close();
  return ok(null);
};

/** Writes down why a host could not do its work: it has no terminal to say it on. */
const logFailure = (home: string, line: string): void => {
  try {
    appendFileSync(join(home, 'host.log'), `${new Date().toISOString()} ${line}\n`);
  } catch {
    // A full disk: that it cannot complain must not end it.
  }
};

/** Runs one session from its spec; returns when it is over and read. */
export const runHost = async (specFile: string, agentOf: AgentOf): Promise<Result<null>> => {
  process.stderr.on('error', () => {});
  const spec = readSpec(specFile);
  if (!spec.ok) return spec;
  makeRoom(spec.value);
  if (!takeLock(spec.value.home)) return ok(null);
  process.on('uncaughtExceptionMonitor', (error) =>
    logFailure(spec.value.home, error.stack ?? error.message),
  );
  const outcome = await host(spec.value, agentOf);
  if (!outcome.ok) logFailure(spec.value.home, failureLine(outcome.error));
  return outcome;
};
