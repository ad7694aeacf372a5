import type { EarlierSession, LaunchContext, LaunchPlan } from '../agent.ts';
import { firstRunConfig } from './config.ts';
import { environment } from './environment.ts';
import { handedOn } from './memory.ts';
import { configDir, mcpFile, settingsFile } from './paths.ts';
import { mcpText, permissionMode, settingsText } from './settings.ts';
import { sources } from './sources.ts';

const flags = (context: LaunchContext): readonly string[] => [
  '--settings',
  settingsFile(context),
  '--setting-sources',
  'user,project',
  '--permission-mode',
  permissionMode(context),
  // A server of the project's would ask to be trusted first.
  '--strict-mcp-config',
  `--mcp-config=${mcpFile(context)}`,
  ...(context.model === null ? [] : ['--model', context.model]),
  ...context.settings.args,
  ...context.extraArgs,
];

const plan = (
  context: LaunchContext,
  conversation: string,
  which: '--session-id' | '--resume',
): LaunchPlan => ({
  argv: [
    context.settings.command ?? 'claude',
    which,
    conversation,
    ...flags(context),
    // What follows is no flag, whatever it begins with.
    '--',
    context.prompt,
  ],
  env: environment(context),
  files: [
    { path: `${configDir(context)}/.claude.json`, text: firstRunConfig(context), mode: 0o600 },
    { path: settingsFile(context), text: settingsText(context) },
    { path: mcpFile(context), text: mcpText(context) },
  ],
  sources: sources(context, conversation),
});

/** Claude Code in its own screen, past every dialog of a first run. */
export const launch = (context: LaunchContext): LaunchPlan =>
  plan(context, context.conversation, '--session-id');

/** The same conversation, from where its transcript ends. */
export const resume = (context: LaunchContext, { conversation, memory }: EarlierSession): LaunchPlan => ({
  ...plan(context, conversation, '--resume'),
  memory: handedOn(memory),
});
