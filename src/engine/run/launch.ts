import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LaunchContext, LaunchPlan } from '../../agents/agent.ts';
import { ok, type Result } from '../../domain/errors.ts';
import { hostOf } from '../../host/lock.ts';
import { unmarked } from '../../host/proc.ts';
import type { Locks } from '../../host/rung.ts';
import type { HostSpec } from '../../host/spec.ts';
import { replaceFile } from '../../journal/durable.ts';
import { callSocket, sessionSocket } from '../../wire/address.ts';
import { agentEnvironment } from './environment.ts';
import { CONVERSATION, contextOf, earlierSession, type Launching } from './launch-context.ts';
import { placeFile } from './place-file.ts';

/** The size an agent starts with; the pane that shows it sets its own. */
const COLS = 120;
const ROWS = 40;
const SCROLLBACK = 5_000;

/** Goes on with the earlier conversation where the agent can, else begins anew. */
const planOf = (l: Launching, context: LaunchContext): { plan: LaunchPlan; memory: HostSpec['memory'] } => {
  if (l.start.resumes !== null) {
    const before = earlierSession(l, l.start.resumes);
    const plan = l.agent.resume({ ...context, prompt: l.opening.resumed }, before);
    if (plan !== null) return { plan, memory: plan.memory ?? before.memory };
  }
  return { plan: l.agent.launch(context), memory: {} };
};

const specOf = (l: Launching, context: LaunchContext): HostSpec & { readonly files: LaunchPlan['files'] } => {
  const { plan, memory } = planOf(l, context);
  const { session, workspace } = context;
  const named = { session, task: l.task.id, workspace };
  return {
    session,
    task: l.task.id,
    attempt: l.start.attempt,
    ...(l.start.resumes === null ? {} : { resumes: l.start.resumes }),
    agent: l.agent.name,
    argv: plan.argv,
    env: agentEnvironment(
      process.env,
      l.agent.detect,
      named,
      context.settings.env,
      l.task.spec.env,
      plan.env,
    ),
    cwd: l.cwd,
    cols: COLS,
    rows: ROWS,
    sources: plan.sources,
    memory,
    workspace,
    recording: join(workspace, 'session.cast'),
    spool: join(workspace, 'events.ndjson'),
    home: l.layout.session(session),
    socket: sessionSocket(l.layout.project, session),
    calls: callSocket(l.layout.project, session),
    ...(context.settings.plugin === undefined ? {} : { own: context.settings }),
    ...(plan.opening === undefined ? {} : { opening: plan.opening }),
    ...(plan.server === undefined ? {} : { server: plan.server }),
    safety: l.settings.safety,
    ...(context.readOnly ? { locks: locksFor(context) } : {}),
    scrollback: SCROLLBACK,
    files: plan.files,
  };
};

/** A reviewer looks at its author's folder; it writes its papers and its agent's own files, wherever these lie. */
const locksFor = ({ cwd, workspace, home, scratch }: LaunchContext): Locks => ({
  readOnly: [cwd],
  writable: [workspace, home, scratch],
});

/** Writes what the host and the agent read before they start. Returns the spec's path. */
export const writeLaunch = (l: Launching): Result<string> => {
  const context = contextOf(l);
  const { files, ...spec } = specOf(l, context);
  mkdirSync(context.scratch, { recursive: true, mode: 0o700 });
  writeFileSync(join(spec.home, CONVERSATION), context.conversation);
  mkdirSync(context.home, { recursive: true, mode: 0o700 });
  for (const file of files) {
    const placed = placeFile(file);
    if (!placed.ok) return placed;
  }
  const path = join(spec.home, 'spec.json');
  // It holds the agent's environment: for nobody else's eyes.
  const written = replaceFile(path, `${JSON.stringify(spec, null, 2)}\n`, 0o600);
  return written.ok ? ok(path) : written;
};

/** A host that was started, seen from the engine that started it. */
export interface StartedHost {
  /** It, or one that had the session before it, is at work. */
  readonly alive: () => boolean;
  /** It ended on its own and said why in its log. */
  readonly refused: () => boolean;
}

/** Starts a host that outlives the engine. */
export const spawnHost = (spec: string, programs: string): StartedHost => {
  const home = dirname(spec);
  const log = openSync(join(home, 'host.log'), 'a', 0o600);
  const child = spawn(process.execPath, [join(programs, 'host.js'), spec], {
    cwd: '/',
    env: unmarked(process.env),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended: { readonly code: number | null } | null = null;
  child.on('exit', (code) => {
    ended = { code };
  });
  child.on('error', () => {
    ended = { code: 1 };
  });
  child.unref();
  return {
    alive: () => ended === null || hostOf(home) !== null,
    refused: () => ended !== null && (ended.code ?? 0) > 0,
  };
};
