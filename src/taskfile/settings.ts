import type { Price } from '../domain/money.ts';
import type { Settings } from '../domain/settings.ts';
import type { Complexity } from '../domain/task.ts';
import { agentOver, agentShape, isBuiltIn, pluginKeys } from './agent-settings.ts';
import { duration } from './duration.ts';
import { dictionary, mapping } from './mapping.ts';
import { type Finding, mistakesOf, type Parsed } from './mistake.ts';
import { nearest } from './nearest.ts';
import { list, placed, type Reader, type Reading, refuse } from './reader.ts';
import { choice, line, price, usd, whole, yesNo } from './scalars.ts';
import { readSource } from './source.ts';
import { builtInAgents, isolations } from './task-fields.ts';
import { readYaml } from './yaml.ts';

const priceShape = mapping({
  what: 'a price',
  fields: { input: price, output: price, cache_read: price, cache_write: price },
  required: ['input', 'output'],
});

const host: Reader<string> = (tree, at) => {
  const text = line(tree, at);
  if (text === undefined || /^(?:\*\.)?[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?$/.test(text)) return text;
  return refuse(tree, at, 'is not a host name', 'write the name alone, such as `api.example.com`');
};

const modelNames = dictionary(placed(line), /^.{1,64}$/s, 'the name of an agent');

const shape = mapping({
  what: 'the settings',
  fields: {
    max_agents: whole({ least: 1, most: 64 }),
    max_cost_usd: usd,
    isolation: choice(isolations),
    safety: choice(['require', 'prefer', 'off']),
    agent: placed(line),
    stuck_after: duration,
    resume_after_limit: yesNo,
    http: mapping({ what: '`http`', fields: { hosts: list(host, { of: 'host names', most: 200 }) } }),
    agents: dictionary(
      placed(agentShape),
      /^[A-Za-z][A-Za-z0-9_-]{0,31}$/,
      'a name of letters, digits, `_` and `-`',
    ),
    models: mapping({ what: '`models`', fields: { low: modelNames, medium: modelNames, high: modelNames } }),
    prices: dictionary(priceShape, /^.{1,200}$/s, 'the name of a model'),
  },
  hints: {
    tasks: 'tasks belong in a task file such as tasks/today.yaml',
    defaults: 'it belongs in the task file',
    priority: 'it belongs in the task file',
  },
});

type Given = Exclude<ReturnType<typeof shape>, undefined>['given'];
type GivenAgent = NonNullable<Given['agents']>[string];

const agentsOf = (given: Given, base: Settings): Settings['agents'] => {
  const said = Object.entries(given.agents ?? {}).map(
    ([name, { value }]) => [name, agentOver(name, value.given, base.agents[name])] as const,
  );
  return { ...base.agents, ...Object.fromEntries(said) };
};

const modelsOf = (given: Given, base: Settings): Settings['models'] => {
  const merged = (level: Complexity) => {
    const said = Object.entries(given.models?.given[level] ?? {});
    return {
      ...base.models[level],
      ...Object.fromEntries(said.map(([agent, model]) => [agent, model.value])),
    };
  };
  return { low: merged('low'), medium: merged('medium'), high: merged('high') };
};

const pricesOf = (given: Given, base: Settings): Settings['prices'] => {
  const said = Object.entries(given.prices ?? {}).map(([model, { given: raw }]) => {
    const known: Price = {
      input: raw.input ?? 0,
      output: raw.output ?? 0,
      ...(raw.cache_read === undefined ? {} : { cache_read: raw.cache_read }),
      ...(raw.cache_write === undefined ? {} : { cache_write: raw.cache_write }),
    };
    return [model, known] as const;
  });
  return { ...base.prices, ...Object.fromEntries(said) };
};

const merge = (given: Given, base: Settings): Settings => ({
  max_agents: given.max_agents ?? base.max_agents,
  max_cost_usd: given.max_cost_usd ?? base.max_cost_usd,
  isolation: given.isolation ?? base.isolation,
  safety: given.safety ?? base.safety,
  agent: given.agent?.value ?? base.agent,
  resume_after_limit: given.resume_after_limit ?? base.resume_after_limit,
  stuck_after_ms: given.stuck_after ?? base.stuck_after_ms,
  http_hosts: given.http?.given.hosts ?? base.http_hosts,
  agents: agentsOf(given, base),
  models: modelsOf(given, base),
  prices: pricesOf(given, base),
});

const didYouMean = (word: string, known: readonly string[]): string | undefined => {
  const near = nearest(word, known);
  return near === null ? undefined : `did you mean \`${near}\`?`;
};

/** What one agent lacks, or says although orch describes it. */
const ownFindings = (name: string, { value, span }: GivenAgent, settings: Settings, at: Reading): void => {
  const { command, plugin } = settings.agents[name] ?? {};
  const foreign = pluginKeys.find((key) => value.keys.has(key));
  if (isBuiltIn(name)) {
    if (foreign !== undefined)
      at.report({
        span: value.keys.get(foreign) ?? span,
        message: `\`${foreign}\` is for agents of your own: orch knows how \`${name}\` works`,
      });
  } else if (!command) {
    const hint = didYouMean(name, builtInAgents) ?? 'say which program it is: `command: ./my-agent`';
    at.report({ span, message: `the agent \`${name}\` needs \`command\``, hint });
  } else if (
    plugin?.type != null &&
    !plugin.screen.some((rule) => rule.state === 'idle' && rule.in === 'screen')
  ) {
    const message = '`type` needs a rule of `screen` that shows when the program hears';
    at.report({ span: value.keys.get('type') ?? span, message, hint: "add `{state: idle, match: '^>$'}`" });
  }
};

const agentFindings = (given: Given, settings: Settings, at: Reading): void => {
  const builtIn: readonly string[] = builtInAgents;
  for (const [name, agent] of Object.entries(given.agents ?? {})) ownFindings(name, agent, settings, at);
  const known = [...builtIn, ...Object.keys(settings.agents)];
  const models = Object.values(given.models?.given ?? {}).flatMap((each) => Object.entries(each ?? {}));
  const named = models.map(([name, { span }]) => ({ value: name, span }));
  for (const { value, span } of given.agent === undefined ? named : [given.agent, ...named]) {
    if (known.includes(value)) continue;
    const hint = didYouMean(value, known) ?? `known: ${known.map((each) => `\`${each}\``).join(', ')}`;
    at.report({ span, message: `no agent has the name \`${value}\``, hint });
  }
};

/** orch.yaml's (or the personal config's) text over what holds without it. */
export const parseSettings = (input: string | Uint8Array, base: Settings): Parsed<Settings> => {
  const source = readSource(input);
  const refused = (findings: readonly Finding[]) =>
    ({ ok: false, mistakes: mistakesOf(source.text, findings) }) as const;
  if (source.findings.length > 0) return refused(source.findings);
  const { tree, findings } = readYaml(source.text);
  if (tree === null) return refused(findings);
  if (tree.kind === 'nothing') return { ok: true, value: base };
  const all: Finding[] = [...findings];
  const at: Reading = { label: 'the settings file', report: (finding) => all.push(finding) };
  const raw = shape(tree, at);
  if (raw === undefined) return refused(all);
  const settings = merge(raw.given, base);
  agentFindings(raw.given, settings, at);
  return all.length > 0 ? refused(all) : { ok: true, value: settings };
};
