import type { LaunchContext } from '../agent.ts';
import type { TomlTable, TomlValue } from './toml.ts';

/** A person may take a day to answer; nothing gives up before a week. */
const WEEK_S = 7 * 24 * 3600;

export const HOOK_SCRIPT = 'hook.sh';
export const LOG_FOLDER = 'log';
export const LOG_FILE = 'codex-tui.log';
/** Of Codex's log only what counts requests, and nothing anybody wrote. */
export const LOG_FILTER = 'codex_otel.trace_safe=info';

/** Tools whose use is looked at before it happens: commands, questions, and Codex's own threads and worktrees. */
const LOOKED_AT = '^(Bash|request_user_input|request_user_input_async|mcp__codex_tui__.*)$';

interface Hook {
  readonly command: string;
  readonly matcher?: string;
  readonly says?: string;
}

const hook = ({ command, matcher, says }: Hook): TomlValue => [
  {
    ...(matcher === undefined ? {} : { matcher }),
    hooks: [
      {
        type: 'command',
        command,
        timeout: WEEK_S,
        ...(says === undefined ? {} : { statusMessage: says }),
      },
    ],
  },
];

const hooks = ({ callCommand, scratch }: LaunchContext): TomlTable => {
  const tell = callCommand('hook');
  const ask = `sh '${scratch.replaceAll("'", `'\\''`)}/${HOOK_SCRIPT}'`;
  return {
    SessionStart: hook({ command: tell }),
    UserPromptSubmit: hook({ command: tell }),
    PreToolUse: hook({ command: ask, matcher: LOOKED_AT, says: 'orch looks at it' }),
    PermissionRequest: hook({ command: ask, says: 'orch: answer this in its inbox' }),
    PostToolUse: hook({ command: tell, matcher: '^request_user_input$' }),
    Interrupt: hook({ command: tell }),
    Stop: hook({ command: tell }),
  };
};

const KEY = 'OPENAI_API_KEY';
const OPENAI = 'https://api.openai.com/v1';

/** By a key where there is one and no sign-in: Codex itself asks for a sign-in before it looks at the key. */
const provider = ({ personEnv, signInFiles }: LaunchContext): TomlTable => {
  const base = personEnv.OPENAI_BASE_URL;
  if (signInFiles.length > 0 || (personEnv[KEY] ?? '') === '')
    return base === undefined ? {} : { openai_base_url: base };
  const byKey = { name: 'OpenAI', base_url: base ?? OPENAI, env_key: KEY, wire_api: 'responses' };
  return { model_provider: 'by_key', model_providers: { by_key: byKey } };
};

/** What is asked of a person once and never again, or only makes noise in a pane nobody may look at. */
const quiet: TomlTable = {
  check_for_update_on_startup: false,
  suppress_unstable_features_warning: true,
  file_opener: 'none',
  include_apps_instructions: false,
  // A login shell would put PATH in another order, and shims of orch's last.
  allow_login_shell: false,
  // RUST_LOG is for Codex alone, not for the Rust programs it runs.
  shell_environment_policy: { exclude: ['RUST_LOG'] },
  tui: {
    notifications: false,
    animations: false,
    show_tooltips: false,
    show_server_version_notice: false,
    auto_recap: false,
    screen_reader_detection_done: true,
    terminal_title: [],
  },
  history: { persistence: 'none' },
  analytics: { enabled: false },
  feedback: { enabled: false },
  notice: {
    hide_full_access_warning: true,
    hide_world_writable_warning: true,
    hide_rate_limit_model_nudge: true,
    // The fast tier costs more than any price table says.
    fast_default_opt_out: true,
  },
  memories: { generate_memories: false, use_memories: false },
  features: {
    apps: false,
    plugins: false,
    remote_plugin: false,
    daemon_auto_start: false,
    goals: false,
    image_generation: false,
    // Its questions then come as a dialog, which can be answered from outside and in the pane.
    default_mode_request_user_input: true,
  },
};

/** A reviewer reads everything and writes but its own workspace. */
const reviewer = ({ workspace, allowed }: LaunchContext): TomlTable => {
  const writes = [workspace, ...allowed].map((path) => [path, 'write'] as const);
  return {
    default_permissions: 'reviewer',
    permissions: { reviewer: { filesystem: { ':root': 'read', ...Object.fromEntries(writes) } } },
  };
};

const mcp = ({ mcp: { command, args, env } }: LaunchContext): TomlTable => ({
  orch: {
    command,
    args,
    env,
    startup_timeout_sec: 60,
    tool_timeout_sec: WEEK_S,
    default_tools_approval_mode: 'approve',
  },
});

/** Codex's config.toml for one session: all it would otherwise ask for, and none of the person's. */
export const configOf = (context: LaunchContext): TomlTable => ({
  ...quiet,
  ...provider(context),
  ...(context.readOnly && !context.sandboxed ? reviewer(context) : {}),
  log_dir: `${context.scratch}/${LOG_FOLDER}`,
  projects: Object.fromEntries(
    [context.project, context.cwd].map((path) => [path, { trust_level: 'trusted' }]),
  ),
  hooks: hooks(context),
  mcp_servers: mcp(context),
});
