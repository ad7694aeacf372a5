import type { EarlierSession, LaunchContext, LaunchPlan, PlannedFile } from '../agent.ts';
import { STATUS_OSC } from '../osc-status.ts';
import { configOf, HOOK_SCRIPT, LOG_FILE, LOG_FILTER, LOG_FOLDER } from './config.ts';
import { screenRules } from './screen.ts';
import { toToml } from './toml.ts';

/** One argument holds 128 KiB on Linux; a longer prompt is left to be read. */
const LONGEST_PROMPT = 100_000;

/**
 * What the host replies is handed to Codex, and the host told that it was: else nobody
 * would know that a command runs that a person has just allowed.
 */
const hookScript = ({ callCommand }: LaunchContext): string => `#!/bin/sh
reply=$(${callCommand('hook')})
[ -z "$reply" ] || printf '%s' "$reply" | ${callCommand('answered')} >/dev/null
printf '%s' "$reply"
`;

/** Codex refreshes its sign-in through the link, under a lock beside the person's file: one stays valid for all. */
const files = (context: LaunchContext): readonly PlannedFile[] => {
  const [signIn] = context.signInFiles;
  const temporary = ownTemporary(context);
  return [
    ...(temporary === null ? [] : [{ path: `${temporary}/.orch`, text: '' }]),
    { path: `${context.home}/config.toml`, text: toToml(configOf(context)) },
    { path: `${context.scratch}/${HOOK_SCRIPT}`, text: hookScript(context), mode: 0o700 },
    ...(signIn === undefined ? [] : [{ path: `${context.home}/auth.json`, link: signIn }]),
  ];
};

const rights = ({ sandboxed, readOnly, workspace, allowed }: LaunchContext): readonly string[] => {
  if (sandboxed) return ['-s', 'danger-full-access'];
  // A reviewer's rights are a profile of the config; a sandbox named here would overrule it.
  if (readOnly) return [];
  return ['-s', 'workspace-write', ...[workspace, ...allowed].flatMap((path) => ['--add-dir', path])];
};

/** Codex makes no sandbox where its home lies below the temporary folder: that is another one then. */
const ownTemporary = ({ home, scratch, personEnv }: LaunchContext): string | null =>
  home.startsWith(`${(personEnv.TMPDIR ?? '/tmp').replace(/\/+$/, '')}/`) ? `${scratch}/tmp` : null;

const promptOf = ({ prompt, instructionsFile }: LaunchContext): string =>
  prompt.length <= LONGEST_PROMPT ? prompt : `Read ${instructionsFile} and do what it says.`;

const plan = (context: LaunchContext, conversation: string | null): LaunchPlan => {
  const { settings, model, cwd, home, scratch, extraArgs } = context;
  const named = model === null ? [] : ['-m', model];
  const temporary = ownTemporary(context);
  const quiet = ['--no-daemon', '--no-alt-screen', '--dangerously-bypass-hook-trust'];
  return {
    argv: [
      settings.command ?? 'codex',
      ...(conversation === null ? [] : ['resume']),
      ...[...quiet, '-a', 'on-request', ...rights(context), '-C', cwd, ...named],
      ...[...settings.args, ...extraArgs, '--'],
      ...(conversation === null ? [] : [conversation]),
      promptOf(context),
    ],
    env: {
      CODEX_HOME: home,
      RUST_LOG: LOG_FILTER,
      ...(temporary === null ? {} : { TMPDIR: temporary }),
    },
    files: files(context),
    sources: [
      { kind: 'osc', codes: [STATUS_OSC] },
      {
        kind: 'follow_all',
        id: 'rollouts',
        dir: `${home}/sessions`,
        pattern: String.raw`rollout-[^/]*\.jsonl$`,
      },
      { kind: 'follow', id: 'log', path: `${scratch}/${LOG_FOLDER}/${LOG_FILE}` },
      { kind: 'screen', rules: screenRules },
    ],
  };
};

export const launch = (context: LaunchContext): LaunchPlan => plan(context, null);

/** Codex names its conversations by UUIDs of version 7, orch by version 4: one it never named it cannot go on with. */
const namedByCodex = (conversation: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/.test(conversation);

export const resume = (context: LaunchContext, { conversation }: EarlierSession): LaunchPlan | null =>
  namedByCodex(conversation) ? plan(context, conversation) : null;
