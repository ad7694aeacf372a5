import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, type Result } from '../domain/errors.ts';
import { engineSocket } from '../wire/address.ts';
import { EngineClient } from '../wire/client.ts';
import { failedStart, spawnEngine } from './spawn-engine.ts';

const ANSWER_MS = 3_000;
const START_MS = 15_000;
const PAUSE_MS = 25;

const ownerPid = (project: string): number | null => {
  try {
    const pid = Number(readFileSync(join(project, '.orch', 'lock.pid'), 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
};

const isStopped = (pid: number): boolean => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) === 'T';
  } catch {
    return false;
  }
};

/** An engine that is there but silent is mostly a stopped one: say which, and how to wake it. */
const explained = (project: string, refusal: Result<never>): Result<never> => {
  if (refusal.ok || refusal.error.code !== 'engine.silent') return refusal;
  const pid = ownerPid(project);
  if (pid === null || !isStopped(pid)) return refusal;
  return fail('engine.silent', `the engine (pid ${pid}) is stopped; its agents go on`, {
    mend: `wake it with \`kill -CONT ${pid}\``,
  });
};

/** The engine that runs in this project, or why there is none to talk to. */
export const runningEngine = async (project: string): Promise<Result<EngineClient>> => {
  const opened = await EngineClient.open(engineSocket(project), { timeoutMs: ANSWER_MS });
  if (opened.ok) return opened;
  if (opened.error.code === 'engine.absent') return fail('engine.absent', `no engine runs in ${project}`);
  return explained(project, opened);
};

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** What one that has just been started may look like, on a busy machine: not there yet, or not at its door. */
const coming = new Set(['engine.absent', 'engine.silent']);

/** The project's engine, started if there is none. Two that start at once end up at the same one. */
export const ensureEngine = async (project: string, programs: string): Promise<Result<EngineClient>> => {
  const there = await runningEngine(project);
  if (there.ok || there.error.code !== 'engine.absent') return there;
  let engine = spawnEngine(project, programs);
  if (!engine.ok) return engine;
  const until = performance.now() + START_MS;
  while (performance.now() < until) {
    const opened = await runningEngine(project);
    if (opened.ok || !coming.has(opened.error.code)) return opened;
    const ended = engine.value.ended();
    if (ended === 'gave up') break;
    // The winner of a race may die before it opens its socket; then it is our turn again.
    if (ended !== null && opened.error.code === 'engine.absent') engine = spawnEngine(project, programs);
    if (!engine.ok) return engine;
    await pause();
  }
  return failedStart(project);
};
