import type { TaskSpec } from '../domain/task.ts';
import { mapping } from './mapping.ts';
import { list, placed, type Reader, type Reading } from './reader.ts';
import { choice, line } from './scalars.ts';
import { skillName, step } from './step.ts';
import { memoryOf, notifyOf, type PathMention, plainTask, type ReadTask } from './task.ts';
import { acceptanceList, levels, memory, notify, priorities } from './task-fields.ts';
import { taskId } from './task-id.ts';
import type { Tree } from './tree.ts';

const shape = mapping({
  what: 'a delegated task',
  fields: {
    id: placed(taskId),
    title: line,
    priority: choice(priorities),
    risk: choice(levels),
    skills: list(skillName, { of: 'skill names', most: 200 }),
    steps: list(step, { of: 'steps', most: 200, empty: 'a delegated task is its steps' }),
    acceptance: acceptanceList,
    memory,
    notify,
  },
  required: ['id', 'title', 'steps'],
  hints: {
    name: 'did you mean `title`?',
    tasks: 'a day file has no `steps` of its own: put them into a task',
  },
});

type Raw = Exclude<ReturnType<typeof shape>, undefined>;

const specOf = ({ given }: Raw): TaskSpec => ({
  ...plainTask,
  id: given.id?.value ?? '',
  name: given.title ?? '',
  agents: ['steps'],
  priority: given.priority ?? plainTask.priority,
  risk: given.risk ?? 'medium',
  retries: 0,
  acceptance: (given.acceptance ?? []).map((each) => each.value),
  memory: memoryOf(given.memory),
  notify: notifyOf(given.notify),
  steps: (given.steps ?? []).map(({ skillAt: _, ...rest }) => rest),
});

const skillFindings = ({ given }: Raw, at: Reading): void => {
  const { skills } = given;
  if (skills === undefined) return;
  for (const { skillAt } of given.steps ?? []) {
    if (skillAt === undefined || skills.includes(skillAt.value)) continue;
    at.report({
      span: skillAt.span,
      message: `the skill \`${skillAt.value}\` is not among this task's \`skills\``,
      hint: 'add it to `skills`',
    });
  }
};

/** A file that is one delegated task: no `tasks`, but steps and a title of its own. */
export const isDelegated = (tree: Tree): boolean =>
  tree.kind === 'map' &&
  !tree.entries.some((entry) => entry.key === 'tasks') &&
  tree.entries.some((entry) => ['steps', 'skills', 'title'].includes(entry.key));

/** A delegated task: a day of one task for the agent `steps`. */
export const delegated: Reader<ReadTask> = (tree, at) => {
  const raw = shape(tree, at);
  if (raw === undefined) return undefined;
  skillFindings(raw, at);
  const id = raw.given.id ?? { value: '', span: raw.span };
  const files = (raw.given.acceptance ?? []).flatMap(({ value, span }): PathMention[] =>
    value.kind === 'file' ? [{ kind: 'acceptance', path: value.path, span }] : [],
  );
  const workspace: PathMention = { kind: 'workspace', path: `agent_workspaces/${id.value}`, span: id.span };
  return {
    spec: specOf(raw),
    id,
    depends: [],
    mentions: [workspace, ...files],
    keys: raw.keys,
  };
};
