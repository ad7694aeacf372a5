import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, type Result } from '../domain/errors.ts';
import { engineSocket } from '../wire/address.ts';
import { EngineClient } from '../wire/client.ts';

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

/** `gone`: killed, left because nobody came in time, or (4) another engine won the race for the project. */
type Ended = 'gave up' | 'gone';

const ending = (code: number | null): Ended =>
  code === null || code === 0 || code === 4 ? 'gone' : 'gave up';

/** Runs on by itself: no terminal, no parent; what it says goes to .orch/engine.log. */
const spawnEngine = (project: string, programs: string): { ended: () => Ended | null } => {
  const log = join(project, '.orch', 'engine.log');
  mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
  const out = openSync(log, 'a', 0o600);
  let ended: Ended | null = null;
  const child = spawn(process.execPath, [join(programs, 'engine.js'), project], {
    cwd: project,
    detached: true,
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  child.on('exit', (code) => {
    ended = ending(code);
  });
  child.on('error', () => {
    ended = 'gave up';
  });
  child.unref();
  return { ended: () => ended };
};

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

const ROOM_BYTES = 256 * 1024;

const hasRoom = (folder: string): boolean => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ROOM_BYTES;
};

/** On a full disk its log is empty: then we say ourselves what is wrong. */
const failedStart = (project: string): Result<never> =>
  hasRoom(project)
    ? fail('engine.failed', 'the engine did not start', { where: join(project, '.orch', 'engine.log') })
    : fail('disk.full', 'the engine did not start: the disk is full', {
        where: project,
        mend: 'free some space, then `orch start` again',
      });

/** The project's engine, started if there is none. Two that start at once end up at the same one. */
export const ensureEngine = async (project: string, programs: string): Promise<Result<EngineClient>> => {
  const there = await runningEngine(project);
  if (there.ok || there.error.code !== 'engine.absent') return there;
  let engine = spawnEngine(project, programs);
  const until = performance.now() + START_MS;
  while (performance.now() < until) {
    const opened = await runningEngine(project);
    if (opened.ok || opened.error.code !== 'engine.absent') return opened;
    const ended = engine.ended();
    if (ended === 'gave up') break;
    // The winner of a race may die before it opens its socket; then it is our turn again.
    if (ended !== null) engine = spawnEngine(project, programs);
    await pause();
  }
  return failedStart(project);
};
