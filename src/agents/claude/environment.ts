import type { LaunchContext } from '../agent.ts';
import { configDir } from './paths.ts';

/** What would ask, call home, cost tokens or change files for nothing. */
const quiet: Readonly<Record<string, string>> = {
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  DISABLE_AUTOUPDATER: '1',
  DISABLE_TELEMETRY: '1',
  DISABLE_ERROR_REPORTING: '1',
  CLAUDE_CODE_DISABLE_AUTO_MEMORY: '1',
  CLAUDE_CODE_DISABLE_FEEDBACK_SURVEY: '1',
  CLAUDE_CODE_ENABLE_AWAY_SUMMARY: '0',
  CLAUDE_CODE_ENABLE_PROMPT_SUGGESTION: 'false',
  CLAUDE_CODE_DISABLE_OFFICIAL_MARKETPLACE_AUTOINSTALL: '1',
  CLAUDE_CODE_IDE_SKIP_AUTO_INSTALL: '1',
  CLAUDE_CODE_AUTO_CONNECT_IDE: 'false',
  // Its instructions on how to commit and push are for others.
  CLAUDE_CODE_DISABLE_GIT_INSTRUCTIONS: '1',
  CLAUDE_CODE_DISABLE_CRON: '1',
  // A subagent in the background asks without showing a dialog, and a turn ends before its work has.
  CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
  // After a kill it falls back to the plain screen and says so; that one also keeps what scrolled by.
  CLAUDE_CODE_DISABLE_ALTERNATE_SCREEN: '1',
};

/** As root it refuses some modes unless told that it is held; orch asks before anything runs. */
const HELD = { IS_SANDBOX: '1' };

const WEEK_MS = 7 * 24 * 60 * 60_000;

/** Variables Claude Code is launched with. */
export const environment = (context: LaunchContext): Readonly<Record<string, string>> => ({
  ...quiet,
  ...(context.sandboxed ? HELD : {}),
  CLAUDE_CONFIG_DIR: configDir(context),
  // Where the sign-in lies, read and refreshed in its own place: empty means the usual one, keychain included.
  CLAUDE_SECURESTORAGE_CONFIG_DIR: context.personEnv.CLAUDE_CONFIG_DIR ?? '',
  // A person may take hours to answer.
  MCP_TOOL_TIMEOUT: String(WEEK_MS),
});
