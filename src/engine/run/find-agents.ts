import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Detection } from '../../agents/agent.ts';
import { programPath } from '../../agents/program-path.ts';
import { agentNamed } from '../../agents/registry.ts';
import type { AgentFound } from '../../domain/agent-found.ts';
import type { AgentSettings, Settings } from '../../domain/settings.ts';
import type { TaskSpec } from '../../domain/task.ts';
import { onPath } from '../../host/on-path.ts';

type Env = Readonly<Record<string, string | undefined>>;

const placed = (file: string, env: Env): string | null => {
  if (file.startsWith('~/')) return join(env.HOME ?? homedir(), file.slice(2));
  const [whole, name = ''] = /^\$(\w+)\//.exec(file) ?? [];
  if (whole === undefined) return file;
  const folder = env[name] ?? '';
  return folder === '' ? null : join(folder, file.slice(whole.length));
};

/** The files a sign-in has left on this machine. */
export const signInFilesOf = ({ signInFiles }: Detection, env: Env): readonly string[] =>
  signInFiles.flatMap((file) => {
    const path = placed(file, env);
    return path !== null && existsSync(path) ? [path] : [];
  });

/** By a variable or by a file its sign-in leaves; null where it needs neither. */
export const signedIn = (detect: Detection, env: Env): boolean | null => {
  const { keys, signInFiles } = detect;
  if (keys.length === 0 && signInFiles.length === 0) return null;
  return keys.some((key) => (env[key] ?? '') !== '') || signInFilesOf(detect, env).length > 0;
};

/** Where its program lies: orch's own, the one orch.yaml names, or the one on PATH. */
export const programOf = (detect: Detection, own: AgentSettings | undefined, { project, env }: Machine) => {
  const command = own?.command ?? detect.command;
  return command === null ? process.execPath : onPath(programPath(command, project), env.PATH);
};

/** Where an agent is looked for. */
export interface Machine {
  readonly project: string;
  readonly env: Env;
}

const found = (name: string, { agents }: Settings, machine: Machine): AgentFound => {
  const agent = agentNamed(name, agents);
  const own = agents[name];
  if (agent === null) return { name, path: null, signed_in: null };
  const env = { ...machine.env, ...own?.env };
  return { name, path: programOf(agent.detect, own, machine), signed_in: signedIn(agent.detect, env) };
};

/** What this machine has of the agents a day names: looked for on disk, nothing is run. */
const findAgents = (names: Iterable<string>, settings: Settings, machine: Machine): readonly AgentFound[] =>
  [...new Set(names)].sort().map((name) => found(name, settings, machine));

/** The same for a day: who works in it, and who reviews. */
export const findAgentsOf = (
  tasks: readonly TaskSpec[],
  settings: Settings,
  machine: Machine,
): readonly AgentFound[] =>
  findAgents(
    tasks.flatMap(({ agents, review }) => [...agents, ...(review?.by ?? [])]),
    settings,
    machine,
  );
