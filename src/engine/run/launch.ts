import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Agent, EarlierSession, LaunchContext, LaunchPlan } from '../../agents/agent.ts';
import { ok, type Result } from '../../domain/errors.ts';
import type { AgentSettings, Settings } from '../../domain/settings.ts';
import { hostOf } from '../../host/lock.ts';
import { readMemory } from '../../host/memory.ts';
import { unmarked } from '../../host/proc.ts';
import type { HostSpec } from '../../host/spec.ts';
import { replaceFile } from '../../journal/durable.ts';
import type { TaskEntry } from '../../state/model.ts';
import { sessionSocket } from '../../wire/address.ts';
import type { Effect } from '../decide/input.ts';
import { agentEnvironment } from './environment.ts';
import { conversationOf, type Layout } from './layout.ts';

type Start = Extract<Effect, { do: 'start' }>;

const noSettings: AgentSettings = { command: null, args: [], env: {}, model: null };
/** The size an agent starts with; the pane that shows it sets its own. */
const COLS = 120;
const ROWS = 40;
const SCROLLBACK = 5_000;

export interface Launching {
  readonly start: Start;
  readonly task: TaskEntry;
  readonly agent: Agent;
  readonly model: string | null;
  readonly cwd: string;
  readonly instructionsFile: string;
  readonly instructions: string;
  readonly settings: Settings;
  readonly layout: Layout;
  readonly programs: string;
}

const CONVERSATION = 'conversation';

const conversationFor = ({ start, layout }: Launching): string => {
  if (start.resumes === null) return conversationOf(layout.project, start.session);
  try {
    return readFileSync(join(layout.session(start.resumes), CONVERSATION), 'utf8');
  } catch {
    return conversationOf(layout.project, start.resumes);
  }
};

const contextOf = (l: Launching): LaunchContext => ({
  project: l.layout.project,
  cwd: l.cwd,
  workspace: l.layout.workspace(l.task.id),
  scratch: join(l.layout.session(l.start.session), 'scratch'),
  task: l.task.spec,
  attempt: l.start.attempt,
  session: l.start.session,
  conversation: conversationFor(l),
  model: l.model,
  instructionsFile: l.instructionsFile,
  instructions: l.instructions,
  settings: l.settings.agents[l.agent.name] ?? noSettings,
  httpHosts: l.settings.http_hosts,
  approved: l.task.approved,
  node: process.execPath,
  programs: l.programs,
});

const earlier = (l: Launching, session: string): EarlierSession => ({
  session,
  conversation: conversationFor(l),
  scratch: join(l.layout.session(session), 'scratch'),
  memory: readMemory(l.layout.session(session)),
});

/** Goes on with the earlier conversation where the agent can, else begins anew. */
const planOf = (l: Launching, context: LaunchContext): { plan: LaunchPlan; memory: HostSpec['memory'] } => {
  if (l.start.resumes !== null) {
    const before = earlier(l, l.start.resumes);
    const plan = l.agent.resume(context, before);
    if (plan !== null) return { plan, memory: before.memory };
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
    env: agentEnvironment(process.env, named, context.settings.env, l.task.spec.env, plan.env),
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
    safety: l.settings.safety,
    scrollback: SCROLLBACK,
    files: plan.files,
  };
};

/** Writes what the host and the agent read before they start. Returns the spec's path. */
export const writeLaunch = (l: Launching): Result<string> => {
  const context = contextOf(l);
  const { files, ...spec } = specOf(l, context);
  mkdirSync(context.scratch, { recursive: true, mode: 0o700 });
  writeFileSync(join(spec.home, CONVERSATION), context.conversation);
  for (const file of files) {
    mkdirSync(dirname(file.path), { recursive: true });
    const written = replaceFile(file.path, file.text, 0o600);
    if (!written.ok) return written;
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
