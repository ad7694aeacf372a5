import { type Finding, lineAt } from './mistake.ts';
import { nearest } from './nearest.ts';
import type { ReadTask } from './task.ts';

/** Ids are compared without case: they name folders, and some file systems see one where others see two. */
const duplicateFindings = (text: string, tasks: readonly ReadTask[]): Finding[] => {
  const first = new Map<string, ReadTask>();
  const findings: Finding[] = [];
  for (const task of tasks) {
    const key = task.id.value.toLowerCase();
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, task);
    else if (key !== '')
      findings.push({
        span: task.id.span,
        message: `the id \`${task.id.value}\` is taken by the task on line ${lineAt(text, earlier.id.span.start)}`,
        hint: 'give each task an id of its own; capitals make no difference',
      });
  }
  return findings;
};

const unknownFindings = (tasks: readonly ReadTask[], ids: ReadonlySet<string>): Finding[] => {
  const known = [...ids];
  return tasks.flatMap((task) =>
    task.depends
      .filter((dependency) => !ids.has(dependency.value))
      .map((dependency) => {
        const near = nearest(dependency.value, known);
        return {
          span: dependency.span,
          message: `no task has the id \`${dependency.value}\``,
          hint: near === null ? undefined : `did you mean \`${near}\`?`,
        };
      }),
  );
};

interface Walk {
  readonly byId: ReadonlyMap<string, ReadTask>;
  readonly finished: Set<string>;
  /** In the order they were entered. */
  readonly path: Set<string>;
  readonly findings: Finding[];
}

const cycleFinding = (path: readonly string[], back: ReadTask['depends'][number]): Finding => {
  const loop = [...path.slice(path.indexOf(back.value)), back.value];
  const message =
    loop.length === 2
      ? `the task \`${back.value}\` waits for itself`
      : `these tasks wait for each other: ${loop.join(' → ')}`;
  return { span: back.span, message, hint: 'take one `depends_on` of the circle away' };
};

const walkFrom = (task: ReadTask, walk: Walk): void => {
  const id = task.id.value;
  if (walk.finished.has(id)) return;
  walk.path.add(id);
  for (const dependency of task.depends) {
    if (walk.path.has(dependency.value)) {
      walk.findings.push(cycleFinding([...walk.path], dependency));
      continue;
    }
    const next = walk.byId.get(dependency.value);
    if (next !== undefined) walkFrom(next, walk);
  }
  walk.path.delete(id);
  walk.finished.add(id);
};

/** Ids used twice, dependencies on tasks that are not there, and circles, each shown as a path. */
export const dependencyFindings = (text: string, tasks: readonly ReadTask[]): Finding[] => {
  const named = tasks.filter((task) => task.id.value !== '');
  const byId = new Map(named.map((task) => [task.id.value, task]));
  const walk: Walk = { byId, finished: new Set(), path: new Set(), findings: [] };
  for (const task of named) walkFrom(task, walk);
  return [
    ...duplicateFindings(text, named),
    ...unknownFindings(named, new Set(byId.keys())),
    ...walk.findings,
  ];
};
