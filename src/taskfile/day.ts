import type { Settings } from '../domain/settings.ts';
import type { DayFile } from '../domain/task.ts';
import { delegated, isDelegated } from './delegated.ts';
import { dependencyFindings } from './dependencies.ts';
import { mapping } from './mapping.ts';
import { type Finding, mistakesOf, type Parsed } from './mistake.ts';
import { list, type Reader, type Reading, refuse, reject } from './reader.ts';
import { choice, usd, whole } from './scalars.ts';
import { readSource } from './source.ts';
import { splitTask } from './split-task.ts';
import { type ReadTask, taskOf } from './task.ts';
import { taskFindings } from './task-checks.ts';
import { agentNames, defaultsMapping, priorities, taskMapping } from './task-fields.ts';
import type { Tree } from './tree.ts';
import { readYaml } from './yaml.ts';

/** What a task file is read against. */
export interface DayContext {
  /** `2025-11-18`: the date of a file that names none. */
  readonly today: string;
  readonly settings: Settings;
}

/** A day with the places its tasks and paths stand at. */
export interface ReadDay {
  readonly day: DayFile;
  readonly text: string;
  readonly tasks: readonly ReadTask[];
}

const MAX_TASKS = 1000;

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

const date: Reader<string> = (tree, at) =>
  tree.kind === 'text' && isDate(tree.value) ? tree.value : reject(tree, at, 'a date such as `2025-11-18`');

const dayMapping = (agents: readonly string[]) =>
  mapping({
    what: 'a day',
    fields: {
      date,
      max_cost_usd: usd,
      max_agents: whole({ least: 1, most: 64 }),
      priority: choice(priorities),
      defaults: defaultsMapping(agents),
      tasks: list(taskMapping(agents), { of: 'tasks', most: MAX_TASKS, empty: 'list at least one task' }),
    },
    required: ['tasks'],
    hints: {
      safety: 'it belongs in orch.yaml',
      agents: 'it belongs in orch.yaml; for the agent of all tasks write `defaults: {agent: …}`',
      agent: 'write `defaults: {agent: …}`',
      model: 'write `defaults: {model: …}`',
      isolation: 'write `defaults: {isolation: …}`',
      timeout: 'write `defaults: {timeout: …}`',
      max_tokens: 'write `defaults: {max_tokens: …}`',
      budget: 'did you mean `max_cost_usd`?',
    },
  });

type Found = Omit<ReadDay, 'text'>;

const dayOf = (tree: Tree, context: DayContext, at: Reading): Found | undefined => {
  const raw = dayMapping(agentNames(context.settings))(tree, at);
  if (raw === undefined) return undefined;
  const { given } = raw;
  const inherited = {
    defaults: given.defaults?.given ?? {},
    agent: context.settings.agent,
    priority: given.priority,
  };
  const tasks = (given.tasks ?? []).flatMap((task) => splitTask(taskOf(task, inherited)));
  const day = {
    date: given.date ?? context.today,
    max_cost_usd: given.max_cost_usd ?? null,
    max_agents: given.max_agents ?? null,
    tasks: tasks.map((task) => task.spec),
  };
  return { day, tasks };
};

const delegatedDay = (tree: Tree, context: DayContext, at: Reading): Found | undefined => {
  const task = delegated(tree, at);
  if (task === undefined) return undefined;
  return {
    day: { date: context.today, max_cost_usd: null, max_agents: null, tasks: [task.spec] },
    tasks: [task],
  };
};

const readTree = (tree: Tree, context: DayContext, at: Reading): Found | undefined => {
  if (tree.kind === 'nothing')
    return refuse(tree, at, 'is empty', 'begin with `tasks:` and list at least one');
  return isDelegated(tree) ? delegatedDay(tree, context, at) : dayOf(tree, context, at);
};

/** A task file's text → the day, with places, or every mistake in it. */
export const readDay = (input: string | Uint8Array, context: DayContext): Parsed<ReadDay> => {
  const source = readSource(input);
  const { text } = source;
  const refused = (findings: readonly Finding[]) =>
    ({ ok: false, mistakes: mistakesOf(text, findings) }) as const;
  if (source.findings.length > 0) return refused(source.findings);

  const { tree, findings } = readYaml(text);
  if (tree === null) return refused(findings);
  const all: Finding[] = [...findings];
  const at: Reading = { label: 'the task file', report: (finding) => all.push(finding) };
  const found = readTree(tree, context, at);
  if (found !== undefined) {
    all.push(...found.tasks.flatMap(taskFindings), ...dependencyFindings(text, found.tasks));
  }
  return found === undefined || all.length > 0 ? refused(all) : { ok: true, value: { ...found, text } };
};

/** A task file's text → the day, or every mistake in it, each with its place. */
export const parseDay = (input: string | Uint8Array, context: DayContext): Parsed<DayFile> => {
  const read = readDay(input, context);
  return read.ok ? { ok: true, value: read.value.day } : read;
};
