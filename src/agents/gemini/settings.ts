import type { LaunchContext } from '../agent.ts';
import { asWord, hookFile } from './paths.ts';
import { signInType } from './sign-in.ts';

/** A person may take days; longer, and a timer of 32 bits overflows. */
const PATIENCE_MS = 14 * 24 * 60 * 60_000;
const BRIEFLY_MS = 30_000;

const hook = (context: LaunchContext, timeout: number, matcher?: string) => [
  {
    ...(matcher === undefined ? {} : { matcher }),
    hooks: [{ name: 'orch', type: 'command', command: `sh ${asWord(hookFile(context))}`, timeout }],
  },
];

/** Only tools that run or ask something are looked at before; nothing is at each piece of a stream. */
const hooks = (context: LaunchContext) => ({
  SessionStart: hook(context, BRIEFLY_MS),
  BeforeAgent: hook(context, BRIEFLY_MS),
  AfterAgent: hook(context, BRIEFLY_MS),
  BeforeTool: hook(context, PATIENCE_MS, '^(run_shell_command|ask_user)$'),
  AfterTool: hook(context, BRIEFLY_MS, '^ask_user$'),
  Notification: hook(context, BRIEFLY_MS),
});

/** What would ask, call home, change itself or keep things for a next time. */
const quiet = {
  general: {
    enableAutoUpdate: false,
    enableAutoUpdateNotification: false,
    enableNotifications: false,
    defaultApprovalMode: 'default',
    sessionRetention: { enabled: false },
    checkpointing: { enabled: false },
    // Plans it would make in a mode of its own, and ask for leave to carry out.
    plan: { enabled: false },
  },
  privacy: { usageStatisticsEnabled: false },
  telemetry: { enabled: false },
  ide: { enabled: false, hasSeenNudge: true },
  experimental: { autoMemory: false },
  billing: { overageStrategy: 'never' },
} as const;

/** Its window title tells its state. */
const screen = {
  ui: {
    dynamicWindowTitle: true,
    hideWindowTitle: false,
    showStatusInTitle: false,
    hideTips: true,
    hideBanner: true,
    showHomeDirectoryWarning: false,
    showCompatibilityWarnings: false,
    useAlternateBuffer: false,
    autoThemeSwitching: false,
    loadingPhrases: 'off',
    // An @ in what it is told is an @, no file.
    escapePastedAtSymbols: true,
  },
} as const;

/** All it is told by a file, in a home of its own. */
export const settingsText = (context: LaunchContext): string =>
  `${JSON.stringify(
    {
      ...quiet,
      ...screen,
      security: {
        auth: { selectedType: signInType(context) },
        folderTrust: { enabled: false },
        disableYoloMode: true,
        enablePermanentToolApproval: false,
      },
      mcpServers: { orch: { ...context.mcp, timeout: PATIENCE_MS, trust: true } },
      hooksConfig: { enabled: true, notifications: false },
      hooks: hooks(context),
    },
    null,
    2,
  )}\n`;
