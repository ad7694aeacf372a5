import { execFile } from 'node:child_process';
import type { Agent, Detection } from '../agents/agent.ts';
import { agentNamed, agentNames } from '../agents/registry.ts';
import { againstTested, versionIn } from '../agents/version.ts';
import type { AgentSettings, Settings } from '../domain/settings.ts';
import { type Machine, programOf, signedIn, signInFilesOf } from '../engine/run/find-agents.ts';
import { type Finding, fine } from './finding.ts';

const ANSWERS_WITHIN_MS = 10_000;

/** What a program prints about itself; null where it cannot even do that. */
export const printedBy = (
  path: string,
  args: readonly string[],
  env: Machine['env'],
): Promise<string | null> =>
  new Promise((resolve) => {
    execFile(path, [...args], { env, timeout: ANSWERS_WITHIN_MS }, (error, stdout) =>
      resolve(error === null ? stdout.trim() : null),
    );
  });

const versionText = (version: string | null, tested: string | null): string => {
  if (version === null) return 'its version cannot be read';
  if (tested === null) return version;
  const stands = againstTested(version, tested);
  return stands === 'same' ? version : `${version}, ${stands} than ${tested}, the one orch is tested with`;
};

/** What shows that a person is signed in. */
const signInText = (detect: Detection, env: Machine['env']): string => {
  const key = detect.keys.find((name) => (env[name] ?? '') !== '');
  return key === undefined ? `signed in (${signInFilesOf(detect, env)[0] ?? ''})` : `${key} is set`;
};

const signInMend = ({ signIn, keys }: Detection): string =>
  [signIn, keys[0] === undefined ? null : `set ${keys[0]}`].filter((way) => way !== null).join(', or ');

/** One that is described in orch.yaml is neither asked for its version nor for a sign-in: it might begin to work. */
const ownFinding = (name: string, path: string | null, { command }: AgentSettings): Finding => {
  const agent = { path, version: null, tested: null, signed_in: null };
  if (path !== null) {
    const detail = `your own (${path}): its state is seen on screen, its cost is unknown`;
    return { ...fine('agents', name, detail), agent };
  }
  const detail = `\`${command ?? name}\` is not there, or may not be run`;
  return { area: 'agents', what: name, state: 'missing', detail, mend: mendCommand(name), agent };
};

const mendCommand = (name: string): string => `mend \`agents: ${name}: command\` in orch.yaml`;

const installed = async ({ name, detect }: Agent, path: string, env: Machine['env']): Promise<Finding> => {
  const { tested } = detect;
  const printed = await printedBy(path, detect.versionArgs, env);
  const version = printed === null ? null : versionIn(detect.versionPattern, printed);
  const signed_in = signedIn(detect, env);
  const agent = { path, version, tested, signed_in };
  const about = { area: 'agents', what: name, agent } as const;
  if (printed === null) {
    const detail = `${path} does not run: \`${[name, ...detect.versionArgs].join(' ')}\` fails`;
    return { ...about, state: 'limited', detail, mend: detect.install };
  }
  const text = versionText(version, tested);
  if (signed_in === false)
    return { ...about, state: 'limited', detail: `${text}; not signed in`, mend: signInMend(detect) };
  const detail = signed_in === null ? text : `${text}; ${signInText(detect, env)}`;
  return { ...about, state: 'ok', detail, mend: null };
};

const findingFor = async (name: string, { agents }: Settings, machine: Machine): Promise<Finding[]> => {
  const agent = agentNamed(name, agents);
  const own = agents[name];
  if (agent === null) return [];
  if (agent.detect.command === null) return [fine('agents', name, 'comes with orch')];
  const path = programOf(agent.detect, own, machine);
  if (own !== undefined && !agentNames.includes(name)) return [ownFinding(name, path, own)];
  if (path !== null) return [await installed(agent, path, { ...machine.env, ...own?.env })];
  const { install, tested } = agent.detect;
  const named = own?.command ?? null;
  const missing = { path, version: null, tested, signed_in: null };
  const detail = named === null ? 'not on PATH' : `\`${named}\` is not there, or may not be run`;
  const mend = named === null ? install : mendCommand(name);
  return [{ area: 'agents', what: name, state: 'missing', detail, mend, agent: missing }];
};

/** Every agent orch knows, and every one orch.yaml adds: there, in which version, signed in. */
export const agentFindings = async (settings: Settings, machine: Machine): Promise<readonly Finding[]> => {
  const names = new Set([...agentNames, ...Object.keys(settings.agents)]);
  return (await Promise.all([...names].map((name) => findingFor(name, settings, machine)))).flat();
};
