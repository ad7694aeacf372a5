import type { AgentSettings, PluginSettings, ScreenRule } from '../../domain/settings.ts';
import type { KeysDelivery, LaunchContext, LaunchPlan, PlannedFile } from '../agent.ts';
import { oneLine, shown } from '../on-screen.ts';
import { STATUS_OSC } from '../osc-status.ts';
import { filled, filledArgs, MCP_FILE, PROMPT_FILE, placeholdersIn } from './placeholders.ts';

const idleRule = ({ screen }: PluginSettings): ScreenRule | undefined =>
  screen.find((rule) => rule.state === 'idle' && rule.in === 'screen');

/** A line into the prompt of an agent at rest; submitted once it stands there. Null where its prompt is unknown. */
export const typedLine = (text: string, plugin: PluginSettings): KeysDelivery | null => {
  const prompt = idleRule(plugin);
  const line = oneLine(text);
  if (prompt === undefined) return null;
  return { via: 'keys', data: line, guard: prompt.match, submit: { data: '\r', guard: shown(line) } };
};

const withPlaceholder = (env: AgentSettings['env']): readonly (readonly [string, string])[] =>
  Object.entries(env).filter(([, value]) => placeholdersIn(value).length > 0);

/** The words come as the last argument where nothing says how else they reach it. */
const argsOf = (args: readonly string[], { type }: PluginSettings, env: AgentSettings['env']) => {
  const said = [...args, ...Object.values(env), type ?? ''].flatMap(placeholdersIn);
  return said.includes('prompt') || said.includes('prompt_file') ? args : [...args, '{prompt}'];
};

const mcpConfig = ({ mcp }: LaunchContext): string =>
  `${JSON.stringify({ mcpServers: { orch: { type: 'stdio', ...mcp } } }, null, 2)}\n`;

const filesOf = (context: LaunchContext): readonly PlannedFile[] => [
  { path: `${context.scratch}/${PROMPT_FILE}`, text: `${context.prompt.trimEnd()}\n` },
  { path: `${context.scratch}/${MCP_FILE}`, text: mcpConfig(context) },
];

/** A program of the person's own, started as orch.yaml says; `args` are those for this start. */
export const launchPlan = (
  context: LaunchContext,
  plugin: PluginSettings,
  args: readonly string[],
): LaunchPlan => {
  const { command, env } = context.settings;
  const opening = plugin.type === null ? null : typedLine(filled(plugin.type, context) ?? '', plugin);
  return {
    argv: [command ?? '', ...filledArgs(argsOf(args, plugin, env), context), ...context.extraArgs],
    env: Object.fromEntries(
      withPlaceholder(env).map(([name, value]) => [name, filled(value, context) ?? '']),
    ),
    files: filesOf(context),
    sources: [
      { kind: 'osc', codes: [STATUS_OSC] },
      { kind: 'title' },
      { kind: 'screen', rules: plugin.screen.map((rule) => (rule.in === 'screen' ? rule.match : '(?!)')) },
    ],
    // Nothing of an earlier session stands on this one's screen.
    memory: {},
    ...(opening === null ? {} : { opening }),
  };
};
