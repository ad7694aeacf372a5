import { plainPath } from './project-path.ts';
import type { ReadTask } from './task.ts';

const within = (path: string, other: string): boolean =>
  path === other || path.startsWith(`${other}/`) || other.startsWith(`${path}/`);

const delivers = (task: ReadTask, path: string): boolean =>
  task.spec.deliverables.some((each) => each.path !== null && within(plainPath(path), plainPath(each.path)));

/** Every task that is over before this one starts. */
const before = (task: ReadTask, byId: ReadonlyMap<string, ReadTask>): Set<ReadTask> => {
  const found = new Set<ReadTask>();
  const open = [task];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const id of next.spec.depends_on) {
      const earlier = byId.get(id);
      if (earlier === undefined || found.has(earlier)) continue;
      found.add(earlier);
      open.push(earlier);
    }
  }
  return found;
};

export type Supply =
  /** A task this one waits for writes it. */
  | { readonly kind: 'in time' }
  /** A task this one does not wait for writes it. */
  | { readonly kind: 'unordered'; readonly by: string }
  | { readonly kind: 'nobody' };

/** Whether a context file that is not there yet will be written during the day. */
export const supplyOf = (path: string, task: ReadTask, tasks: readonly ReadTask[]): Supply => {
  const byId = new Map(tasks.map((each) => [each.spec.id, each]));
  if ([...before(task, byId)].some((each) => delivers(each, path))) return { kind: 'in time' };
  const other = tasks.find((each) => each !== task && delivers(each, path));
  return other === undefined ? { kind: 'nobody' } : { kind: 'unordered', by: other.spec.id };
};
