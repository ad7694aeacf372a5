import type { LaunchContext } from '../agent.ts';

export const PROMPT_FILE = 'prompt.md';
export const MCP_FILE = 'mcp.json';

const fillers: Readonly<Record<string, (context: LaunchContext) => string | null>> = {
  prompt: ({ prompt }) => prompt,
  prompt_file: ({ scratch }) => `${scratch}/${PROMPT_FILE}`,
  model: ({ model }) => model,
  project: ({ project }) => project,
  cwd: ({ cwd }) => cwd,
  workspace: ({ workspace }) => workspace,
  task: ({ task }) => task.id,
  session: ({ session }) => session,
  conversation: ({ conversation }) => conversation,
  mcp_config_file: ({ scratch }) => `${scratch}/${MCP_FILE}`,
};

const PLACEHOLDER = /\{([a-z_]+)\}/g;

/** Which placeholders stand in a text. Other words in braces are the program's own. */
export const placeholdersIn = (text: string): readonly string[] =>
  [...text.matchAll(PLACEHOLDER)].flatMap(([, name = '']) => (Object.hasOwn(fillers, name) ? [name] : []));

/** Null where one of them has nothing to say: no model is named. */
export const filled = (text: string, context: LaunchContext): string | null => {
  if (placeholdersIn(text).some((name) => fillers[name]?.(context) === null)) return null;
  return text.replaceAll(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(fillers, name) ? (fillers[name]?.(context) ?? '') : whole,
  );
};

/** What has nothing to say is left out, and so is the option right before it. */
export const filledArgs = (args: readonly string[], context: LaunchContext): readonly string[] => {
  const out: string[] = [];
  for (const arg of args) {
    const text = filled(arg, context);
    if (text !== null) out.push(text);
    else if (!arg.startsWith('-') && out.at(-1)?.startsWith('-') === true) out.pop();
  }
  return out;
};
