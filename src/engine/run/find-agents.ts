import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Detection } from '../../agents/agent.ts';
import { agentNamed } from '../../agents/registry.ts';
import type { AgentFound } from '../../domain/agent-found.ts';
import type { Settings } from '../../domain/settings.ts';
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

const found = (name: string, settings: Settings, env: Env): AgentFound => {
  const agent = agentNamed(name);
  const own = settings.agents[name];
  if (agent === null) return { name, path: onPath(own?.command ?? name, env.PATH), signed_in: null };
  const command = own?.command ?? agent.detect.command;
  const path = command === null ? process.execPath : onPath(command, env.PATH);
  return { name, path, signed_in: signedIn(agent.detect, { ...env, ...own?.env }) };
};

/** What this machine has of the agents a day names: looked for on disk, nothing is run. */
export const findAgents = (
  names: Iterable<string>,
  settings: Settings,
  env: Env = process.env,
): readonly AgentFound[] => [...new Set(names)].sort().map((name) => found(name, settings, env));
