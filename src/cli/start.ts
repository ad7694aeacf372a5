import { relative, resolve } from 'node:path';
import type { Command } from '../domain/command.ts';
import { localDate } from '../domain/date.ts';
import { type Failure, fail, ok, type Result } from '../domain/errors.ts';
import { complain } from './complain.ts';
import { ensureEngine, runningEngine } from './engine.ts';
import { followDay, type Started } from './follow-day.ts';
import type { Io } from './io.ts';
import { findProject } from './project.ts';
import { StopWish } from './stop-wish.ts';
import { showMistakes } from './taskfile-mistakes.ts';
import { usualDayFile } from './usual-file.ts';
import type { Surroundings } from './verb.ts';

export interface StartOptions {
  readonly headless: boolean;
  readonly file: string | null;
  readonly json: boolean;
  readonly maxAgents: number | null;
  readonly maxCost: number | null;
  readonly yes: boolean;
  readonly again: boolean;
  readonly waitMs: number | null;
}

/** What is not there is for the engine to say. */
const dayFile = (options: StartOptions, project: string, io: Io): string =>
  options.file === null ? usualDayFile(project, localDate(io.now())) : resolve(io.cwd, options.file);

export const startCommand = (options: StartOptions, project: string, io: Io): Command => ({
  do: 'day.start',
  file: relative(project, dayFile(options, project, io)),
  ...(options.maxAgents === null ? {} : { max_agents: options.maxAgents }),
  ...(options.maxCost === null ? {} : { max_cost_usd: options.maxCost }),
  ...(options.yes ? { yes: true } : {}),
  ...(options.again ? { again: true } : {}),
  // With a console open there is somebody to wait for.
  ...(options.waitMs === null || !options.headless ? {} : { wait_ms: options.waitMs }),
});

const TRIES = 5;
const INTERRUPTED = 130;

/** Starts or resumes the day; the engine is started if the project has none. */
export const startDay = async (
  options: StartOptions,
  io: Io,
  programs: string,
): Promise<Result<Started & { readonly project: string }>> => {
  const project = findProject(io.cwd);
  const command = startCommand(options, project, io);
  for (let tries = 1; ; tries += 1) {
    const engine = await ensureEngine(project, programs);
    if (!engine.ok) return engine;
    const reply = await engine.value.command(command);
    engine.value.close();
    if (reply.ok) return ok({ ...(reply.value as Started), project });
    // It died over our wish. To start a day twice is to go on with it; only `--again` is not.
    if (reply.error.code !== 'wire.closed' || options.again || tries === TRIES) return reply;
  }
};

const notStarted = async (failure: Failure, options: StartOptions, io: Io): Promise<number> => {
  const project = findProject(io.cwd);
  return (await showMistakes(failure, project, dayFile(options, project, io), io)) ?? complain(io, failure);
};

const headless = async (options: StartOptions, { io, programs, quit }: Surroundings): Promise<number> => {
  const stop = new StopWish(() => quit(INTERRUPTED));
  try {
    const started = await startDay(options, io, programs);
    if (!started.ok) return await notStarted(started.error, options, io);
    return await followDay(started.value, { json: options.json, io, programs, stop });
  } finally {
    stop.release();
  }
};

const openConsole = async (project: string, { io, programs, loadConsole }: Surroundings): Promise<number> => {
  const { runConsole } = await import('./console.ts');
  return runConsole({ project, programs, io, load: loadConsole });
};

/** `orch start`: the console, or with --headless one line an event until the day is over. */
export const runStart = async (options: StartOptions, around: Surroundings): Promise<number> => {
  if (options.headless) return headless(options, around);
  const started = await startDay(options, around.io, around.programs);
  // A finished day is looked at, not run again.
  if (!started.ok && started.error.code !== 'day.over') return notStarted(started.error, options, around.io);
  return openConsole(findProject(around.io.cwd), around);
};

/** `orch attach`: the console on what runs; nothing is started. */
export const runAttach = async (around: Surroundings): Promise<number> => {
  const { io, interactive } = around;
  const project = findProject(io.cwd);
  const engine = await runningEngine(project);
  if (!engine.ok) return complain(io, engine.error);
  engine.value.close();
  return interactive ? openConsole(project, around) : noTerminal(io);
};

const noTerminal = (io: Io): number =>
  complain(
    io,
    fail('usage.wrong', 'the console needs a terminal', { mend: '`orch status --watch` does not' }).error,
  );

/** `orch replay`: the same console over a past day. */
export const runReplayVerb = async (
  day: string | null,
  task: string | null,
  { io, interactive, loadConsole }: Surroundings,
): Promise<number> => {
  if (!interactive) return noTerminal(io);
  const { runReplay } = await import('./replay.ts');
  return runReplay({ project: findProject(io.cwd), io, day, task, load: loadConsole });
};
