import type { Memory, Notify, Priority, TaskSpec } from '../domain/task.ts';
import type { Span } from './mistake.ts';
import type { Placed } from './reader.ts';
import type { Split } from './split.ts';
import type { RawDefaults, RawTask } from './task-fields.ts';

/** A path the file names, with its place: the file system is asked about it later. */
export interface PathMention {
  readonly kind: 'context' | 'deliverable' | 'acceptance' | 'workspace';
  readonly path: string;
  readonly span: Span;
}

/** A task with the places that checks across tasks point at. */
export interface ReadTask {
  readonly spec: TaskSpec;
  readonly id: Placed<string>;
  readonly depends: readonly Placed<string>[];
  readonly mentions: readonly PathMention[];
  readonly keys: ReadonlyMap<string, Span>;
  /** One goal for three agents: it becomes linked tasks. */
  readonly split?: Split;
}

interface Inherited {
  readonly defaults: RawDefaults['given'];
  readonly agent: string;
  readonly priority: Priority | undefined;
}

export const memoryOf = (
  raw: { readonly given: { readonly kind?: string; readonly text?: string } } | undefined,
): Memory | null =>
  raw === undefined ? null : { kind: raw.given.kind ?? 'solution', text: raw.given.text ?? '' };

export const notifyOf = (
  raw: { readonly given: { readonly channels?: readonly string[]; readonly level?: string } } | undefined,
): Notify | null =>
  raw === undefined ? null : { channels: raw.given.channels ?? [], level: raw.given.level ?? 'info' };

const agentsOf = (raw: RawTask['given'], inherited: Inherited): readonly string[] => {
  const said = raw.agent?.value;
  if (said !== undefined && said.length > 0) return [...new Set(said)];
  if (raw.steps !== undefined && raw.steps.length > 0) return ['steps'];
  if (raw.demo !== undefined && raw.demo.length > 0) return ['demo'];
  const fallback = inherited.defaults.agent?.value;
  return fallback !== undefined && fallback.length > 0 ? [...new Set(fallback)] : [inherited.agent];
};

const mentionsOf = (raw: RawTask['given'], both: RawDefaults['given']): PathMention[] => {
  const mentions: PathMention[] = [];
  if (raw.id !== undefined)
    mentions.push({ kind: 'workspace', path: `agent_workspaces/${raw.id.value}`, span: raw.id.span });
  for (const { value, span } of both.context_files ?? [])
    mentions.push({ kind: 'context', path: value, span });
  for (const { value, span } of raw.deliverables ?? [])
    if (value.path !== null) mentions.push({ kind: 'deliverable', path: value.path, span });
  for (const { value, span } of both.acceptance ?? [])
    if (value.kind === 'file') mentions.push({ kind: 'acceptance', path: value.path, span });
  return mentions;
};

/** A task that says nothing: the defaults of the format. */
export const plainTask: TaskSpec = {
  id: '',
  name: '',
  description: '',
  module: null,
  complexity: 'medium',
  context_files: [],
  deliverables: [],
  agents: [],
  model: null,
  depends_on: [],
  priority: 'medium',
  risk: 'low',
  max_cost_usd: null,
  max_tokens: null,
  timeout_ms: null,
  retries: 1,
  isolation: null,
  acceptance: [],
  memory: null,
  notify: null,
  env: {},
  steps: [],
  demo: [],
};

/** What only the task itself says. */
const ownPart = (raw: RawTask['given']): Partial<TaskSpec> => ({
  id: raw.id?.value ?? '',
  name: raw.name ?? '',
  description: (raw.description ?? '').trimEnd(),
  deliverables: (raw.deliverables ?? []).map((each) => each.value),
  depends_on: [...new Set((raw.depends_on ?? []).map((each) => each.value))],
  memory: memoryOf(raw.memory),
  steps: (raw.steps ?? []).map(({ skillAt: _, ...step }) => step),
  demo: raw.demo ?? [],
});

/** What the task or the day's defaults say, whichever is nearer. */
const sharedPart = (both: RawDefaults['given']): Partial<TaskSpec> => ({
  module: both.module ?? null,
  complexity: both.estimated_complexity ?? plainTask.complexity,
  context_files: (both.context_files ?? []).map((file) => file.value),
  model: both.model ?? null,
  risk: both.risk ?? plainTask.risk,
  isolation: both.isolation ?? null,
  acceptance: (both.acceptance ?? []).map((each) => each.value),
  notify: notifyOf(both.notify),
  ...(both.review === undefined ? {} : { review: both.review }),
});

const limitsPart = (both: RawDefaults['given']): Partial<TaskSpec> => ({
  max_cost_usd: both.max_cost_usd ?? null,
  max_tokens: both.max_tokens ?? null,
  timeout_ms: both.timeout ?? null,
});

const specOf = (raw: RawTask['given'], both: RawDefaults['given'], inherited: Inherited): TaskSpec => {
  const agents = agentsOf(raw, inherited);
  return {
    ...plainTask,
    ...ownPart(raw),
    ...sharedPart(both),
    ...limitsPart(both),
    agents,
    priority: both.priority ?? inherited.priority ?? plainTask.priority,
    retries: both.retries ?? (agents[0] === 'steps' ? 0 : plainTask.retries),
    env: { ...inherited.defaults.env, ...raw.env },
  };
};

/** What the file says of a task, over the defaults of the day. */
export const taskOf = (raw: RawTask, inherited: Inherited): ReadTask => {
  const both = { ...inherited.defaults, ...raw.given };
  return {
    spec: specOf(raw.given, both, inherited),
    id: raw.given.id ?? { value: '', span: raw.span },
    depends: raw.given.depends_on ?? [],
    mentions: mentionsOf(raw.given, both),
    keys: raw.keys,
    ...(raw.given.split === undefined ? {} : { split: raw.given.split }),
  };
};
