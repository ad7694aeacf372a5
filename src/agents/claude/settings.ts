import type { LaunchContext } from '../agent.ts';
import { HOOK, nameOf, STATUS } from './sources.ts';

/** A person may take days; longer, and a timer of 32 bits overflows. */
const PATIENCE_S = 14 * 24 * 60 * 60;
const BRIEFLY_S = 30;

const hook = (context: LaunchContext, timeout: number, matcher = '') => [
  { matcher, hooks: [{ type: 'command', command: context.callCommand(nameOf(HOOK, context)), timeout }] },
];

/** Before a tool runs only those are looked at that can break a rule or ask. */
const hooks = (context: LaunchContext) => ({
  SessionStart: hook(context, BRIEFLY_S),
  PreToolUse: hook(context, PATIENCE_S, 'Bash|Monitor|PowerShell|AskUserQuestion'),
  PermissionRequest: hook(context, PATIENCE_S),
  Stop: hook(context, BRIEFLY_S),
  StopFailure: hook(context, BRIEFLY_S),
});

const inside = (dir: string, ...tools: readonly string[]): readonly string[] =>
  // Two slashes: from the root of the file system.
  tools.map((tool) => `${tool}(/${dir}/**)`);

const allowed = ({ cwd, workspace, allowed: more, readOnly }: LaunchContext): readonly string[] => [
  ...inside(cwd, 'Read'),
  ...(readOnly ? [] : inside(cwd, 'Edit')),
  ...inside(workspace, 'Read', 'Edit'),
  ...more.flatMap((dir) => (readOnly ? inside(dir, 'Read') : inside(dir, 'Read', 'Edit'))),
  'mcp__orch',
];

/** A reviewer is not asked for: what it may not do is refused at once. */
export const permissionMode = ({ readOnly }: LaunchContext): string => (readOnly ? 'dontAsk' : 'manual');

const permissions = (context: LaunchContext) => ({
  defaultMode: permissionMode(context),
  disableBypassPermissionsMode: 'disable',
  allow: allowed(context),
  additionalDirectories: [context.workspace, ...context.allowed],
});

/** Its own sandbox, for shell commands, where orch has none: the network stays as it is, writing does not. */
const sandbox = ({ sandboxed, cwd, workspace, allowed: more }: LaunchContext) => ({
  enabled: !sandboxed,
  autoAllowBashIfSandboxed: false,
  network: { allowedDomains: ['*'], allowLocalBinding: true },
  filesystem: { allowWrite: [workspace, ...more], denyWrite: [`${cwd}/.git`] },
});

/** Settings of one session, over those of the project. */
export const settingsText = (context: LaunchContext): string =>
  `${JSON.stringify(
    {
      hooks: hooks(context),
      statusLine: { type: 'command', command: context.callCommand(nameOf(STATUS, context)) },
      permissions: permissions(context),
      sandbox: sandbox(context),
      disableDeepLinkRegistration: 'disable',
      autoMemoryEnabled: false,
      awaySummaryEnabled: false,
      promptSuggestionEnabled: false,
      spinnerTipsEnabled: false,
      attribution: { commit: '', pr: '' },
      includeGitInstructions: false,
      cleanupPeriodDays: 365,
    },
    null,
    2,
  )}\n`;

/** orch's own tools, for which nobody has to be asked. */
export const mcpText = ({ mcp }: LaunchContext): string =>
  `${JSON.stringify(
    { mcpServers: { orch: { type: 'stdio', ...mcp, timeout: PATIENCE_S * 1000 } } },
    null,
    2,
  )}\n`;
