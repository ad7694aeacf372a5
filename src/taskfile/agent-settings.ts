import type { AgentSettings, PluginSettings } from '../domain/settings.ts';
import { mapping } from './mapping.ts';
import { list } from './reader.ts';
import { line, written } from './scalars.ts';
import { screenRule } from './screen-rule.ts';
import { builtInAgents, environment } from './task-fields.ts';

/** An agent as orch.yaml describes it. */
export const agentShape = mapping({
  what: 'an agent',
  fields: {
    command: line,
    args: list(written, { of: 'text', most: 200 }),
    env: environment,
    model: line,
    type: line,
    resume_args: list(written, { of: 'text', most: 200 }),
    pass_env: list(line, { of: 'names of variables', most: 100 }),
    screen: list(screenRule, { of: 'rules', most: 50 }),
  },
  hints: {
    prompt: 'say it in `args` by `{prompt}` or `{prompt_file}`, or in `type` where it must be typed',
    resume: 'did you mean `resume_args`?',
    rules: 'did you mean `screen`?',
  },
});

/** What only an agent of the person's own may say. */
export const pluginKeys = ['type', 'resume_args', 'pass_env', 'screen'] as const;

type Given = Exclude<ReturnType<typeof agentShape>, undefined>['given'];

export const isBuiltIn = (name: string): boolean => (builtInAgents as readonly string[]).includes(name);

const pluginOf = (given: Given, before: PluginSettings | undefined): PluginSettings => ({
  type: given.type ?? before?.type ?? null,
  resume_args: given.resume_args ?? before?.resume_args ?? null,
  pass_env: given.pass_env ?? before?.pass_env ?? [],
  screen: given.screen ?? before?.screen ?? [],
});

/** What the file says of an agent, over what was said before. */
export const agentOver = (
  name: string,
  given: Given,
  before: AgentSettings = { command: null, args: [], env: {}, model: null },
): AgentSettings => ({
  command: given.command ?? before.command,
  args: given.args ?? before.args,
  env: { ...before.env, ...given.env },
  model: given.model ?? before.model,
  ...(isBuiltIn(name) ? {} : { plugin: pluginOf(given, before.plugin) }),
});
