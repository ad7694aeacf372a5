import type { Settings } from '../domain/settings.ts';
import { acceptance } from './acceptance.ts';
import { deliverable } from './deliverable.ts';
import { demoAction } from './demo-action.ts';
import { duration } from './duration.ts';
import { dictionary, mapping } from './mapping.ts';
import { projectPath } from './project-path.ts';
import { list, oneOrMore, placed } from './reader.ts';
import { agentList, review } from './review.ts';
import { choice, line, prose, usd, whole, written } from './scalars.ts';
import { split } from './split.ts';
import { step } from './step.ts';
import { taskId } from './task-id.ts';

/** Agents orch brings a description of; orch.yaml names the others. */
export const builtInAgents = ['claude', 'codex', 'gemini', 'opencode', 'steps', 'demo'] as const;

export const agentNames = (settings: Settings): string[] => [
  ...new Set([...builtInAgents, ...Object.keys(settings.agents)]),
];

export const levels = ['low', 'medium', 'high'] as const;
export const priorities = ['low', 'medium', 'high', 'urgent'] as const;
export const isolations = ['worktree', 'shared'] as const;

export const environment = dictionary(
  written,
  /^[A-Za-z_][A-Za-z0-9_]*$/,
  'the name of an environment variable: letters, digits and `_`',
);

export const memory = mapping({ what: '`memory`', fields: { kind: line, text: prose }, required: ['text'] });

export const notify = mapping({
  what: '`notify`',
  fields: { channels: oneOrMore(line, { of: 'text', most: 20 }), level: line },
});

export const acceptanceList = list(placed(acceptance), { of: 'checks', most: 100 });
export const stepList = list(step, { of: 'steps', most: 200 });

/** What a task may say and `defaults:` may say for all of them. */
const sharedFields = (agents: readonly string[]) => ({
  module: line,
  estimated_complexity: choice(levels),
  context_files: list(placed(projectPath), { of: 'paths', most: 200 }),
  agent: placed(agentList(agents)),
  review: review(agents),
  model: line,
  priority: choice(priorities),
  risk: choice(levels),
  max_cost_usd: usd,
  max_tokens: whole({ least: 1, most: 1_000_000_000 }),
  timeout: duration,
  retries: whole({ least: 0, most: 10 }),
  isolation: choice(isolations),
  acceptance: acceptanceList,
  notify,
  env: environment,
});

const dayKeyHint = 'it belongs at the top of the file, not in a task';

const taskHints = {
  title: 'did you mean `name`?',
  complexity: 'did you mean `estimated_complexity`?',
  context: 'did you mean `context_files`?',
  files: 'did you mean `context_files` or `deliverables`?',
  needs: 'did you mean `depends_on`?',
  after: 'did you mean `depends_on`?',
  agents: 'did you mean `agent`? it takes a list too',
  budget: 'did you mean `max_cost_usd`?',
  cost: 'did you mean `max_cost_usd`?',
  checks: 'did you mean `acceptance`?',
  prompt: 'did you mean `description`?',
  reviewer: 'did you mean `review`?',
  skills: 'each of the `steps` names its skill',
  max_agents: dayKeyHint,
  date: dayKeyHint,
  defaults: dayKeyHint,
  '<<': 'merge keys are not read: put what tasks share under `defaults:`',
};

/** A task of the day file. */
export const taskMapping = (agents: readonly string[]) =>
  mapping({
    what: 'a task',
    fields: {
      id: placed(taskId),
      name: line,
      description: prose,
      deliverables: list(placed(deliverable), { of: 'paths or text', most: 200 }),
      depends_on: oneOrMore(placed(written), { of: 'task ids', most: 1000 }),
      memory,
      steps: stepList,
      split: split(agents),
      demo: list(demoAction, { of: 'actions', most: 1000 }),
      ...sharedFields(agents),
    },
    required: ['id', 'name'],
    hints: taskHints,
  });

const ofOneTask = 'it belongs in a task: it is never the same for all';

/** What holds for every task that does not say otherwise. */
export const defaultsMapping = (agents: readonly string[]) =>
  mapping({
    what: '`defaults`',
    fields: sharedFields(agents),
    hints: {
      ...taskHints,
      id: ofOneTask,
      name: ofOneTask,
      description: ofOneTask,
      deliverables: ofOneTask,
      depends_on: ofOneTask,
      steps: ofOneTask,
      demo: ofOneTask,
      split: ofOneTask,
      memory: ofOneTask,
      complexity: taskHints.complexity,
    },
  });

type Read<M> = M extends (agents: readonly string[]) => (...args: never[]) => infer R
  ? Exclude<R, undefined>
  : never;

/** A task as it stands in the file. */
export type RawTask = Read<typeof taskMapping>;
export type RawDefaults = Read<typeof defaultsMapping>;
