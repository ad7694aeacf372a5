import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Agent, EarlierSession, LaunchContext } from '../../agents/agent.ts';
import { programPath } from '../../agents/program-path.ts';
import type { AgentSettings, Settings } from '../../domain/settings.ts';
import { readMemory } from '../../host/memory.ts';
import type { TaskEntry } from '../../state/model.ts';
import { callSocket } from '../../wire/address.ts';
import type { Effect } from '../decide/input.ts';
import { seenEnvironment } from './environment.ts';
import { signInFilesOf } from './find-agents.ts';
import { conversationOf, type Layout } from './layout.ts';
import type { Opening } from './opening.ts';

export type Start = Extract<Effect, { do: 'start' }>;

export interface Launching {
  readonly start: Start;
  readonly task: TaskEntry;
  readonly agent: Agent;
  readonly model: string | null;
  readonly cwd: string;
  readonly instructionsFile: string;
  readonly instructions: string;
  readonly opening: Opening;
  readonly settings: Settings;
  readonly layout: Layout;
  readonly programs: string;
  readonly port: number;
  /** The conversation as the agent itself named it, where it did. */
  readonly conversation: string | null;
}

const noSettings: AgentSettings = { command: null, args: [], env: {}, model: null };
export const CONVERSATION = 'conversation';

const conversationFor = ({ start, layout, conversation }: Launching): string => {
  if (start.resumes === null) return conversationOf(layout.project, start.session);
  if (conversation !== null) return conversation;
  try {
    return readFileSync(join(layout.session(start.resumes), CONVERSATION), 'utf8');
  } catch {
    return conversationOf(layout.project, start.resumes);
  }
};

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const settingsOf = ({ settings, agent, layout }: Launching): AgentSettings => {
  const said = settings.agents[agent.name] ?? noSettings;
  const { command } = said;
  return { ...said, command: command === null ? null : programPath(command, layout.project) };
};

/** Everything an agent's description may lean on when it says how it is launched. */
export const contextOf = (l: Launching): LaunchContext => {
  const calls = callSocket(l.layout.project, l.start.session);
  const call = join(l.programs, 'call.js');
  const settings = settingsOf(l);
  const personEnv = seenEnvironment(process.env, l.agent.detect, settings.env, l.task.spec.env);
  return {
    project: l.layout.project,
    cwd: l.cwd,
    workspace: l.layout.workspace(l.task.id),
    scratch: join(l.layout.session(l.start.session), 'scratch'),
    home: l.layout.agentHome(l.task.id, l.agent.name),
    personHome: homedir(),
    personEnv,
    signInFiles: signInFilesOf(l.agent.detect, personEnv),
    task: l.task.spec,
    attempt: l.start.attempt,
    session: l.start.session,
    conversation: conversationFor(l),
    model: l.model,
    instructionsFile: l.instructionsFile,
    instructions: l.instructions,
    prompt: l.opening.fresh,
    settings,
    httpHosts: l.settings.http_hosts,
    approved: l.task.approved,
    // A pid namespace holds an agent's processes; its files and its network nothing of orch's holds yet.
    sandboxed: false,
    readOnly: l.task.spec.reviews !== undefined,
    // What the tasks before it wrote is there to be read.
    allowed: [...l.task.spec.depends_on.map((id) => l.layout.workspace(id)), ...l.task.allowed],
    extraArgs: l.task.extra_args,
    port: l.port,
    secret: randomBytes(24).toString('base64url'),
    callCommand: (from) => [process.execPath, call, calls, from].map(quoted).join(' '),
    mcp: {
      command: process.execPath,
      args: [join(l.programs, 'mcp.js'), calls, ...(l.task.spec.reviews === undefined ? [] : ['--reviewer'])],
      env: { ORCH_TASK: l.task.id, ORCH_SESSION: l.start.session },
    },
    node: process.execPath,
    programs: l.programs,
  };
};

/** The session whose conversation is to go on. */
export const earlierSession = (l: Launching, session: string): EarlierSession => ({
  session,
  conversation: conversationFor(l),
  scratch: join(l.layout.session(session), 'scratch'),
  memory: readMemory(l.layout.session(session)),
});
