import type { TaskSpec } from '../domain/task.ts';
import { plainPath } from '../taskfile/project-path.ts';

/** Two tasks that may run at the same time and name the same thing. */
export interface Overlap {
  readonly kind: 'deliverable' | 'folder' | 'module';
  readonly what: string;
  readonly tasks: readonly [string, string];
}

interface Claim {
  readonly task: TaskSpec;
  readonly name: string;
}

/** `a/b/c` → `a/b/c`, `a/b`, `a`. */
const selfAndAbove = (path: string): string[] => {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
};

/** Everything each task waits for, through any number of others. */
const waitsOf = (tasks: readonly TaskSpec[]): Map<string, ReadonlySet<string>> => {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const known = new Map<string, ReadonlySet<string>>();
  const visit = (id: string): ReadonlySet<string> => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const all = new Set<string>();
    known.set(id, all);
    for (const next of byId.get(id)?.depends_on ?? []) {
      all.add(next);
      for (const further of visit(next)) all.add(further);
    }
    return all;
  };
  for (const task of tasks) visit(task.id);
  return known;
};

const claimsOf = (tasks: readonly TaskSpec[], namesOf: (task: TaskSpec) => readonly string[]): Claim[] =>
  tasks.flatMap((task) =>
    [...new Set(namesOf(task))].filter((name) => name !== '').map((name) => ({ task, name })),
  );

/** Claims on the same name, or on a name and a folder above it, each with the narrower name. */
const meetings = (claims: readonly Claim[], above: (name: string) => readonly string[]) => {
  const byName = Map.groupBy(claims, (claim) => claim.name);
  return claims.flatMap((claim) =>
    above(claim.name).flatMap((name) =>
      (byName.get(name) ?? [])
        .filter((other) => other.task !== claim.task)
        .map((other) => ({ what: claim.name, first: other.task.id, second: claim.task.id })),
    ),
  );
};

/** Pairs that may get in each other's way: neither waits for the other, and both name the same thing. */
export const overlaps = (tasks: readonly TaskSpec[]): Overlap[] => {
  const waits = waitsOf(tasks);
  const place = new Map(tasks.map((task, index) => [task.id, index]));
  const together = (a: string, b: string): boolean => !waits.get(a)?.has(b) && !waits.get(b)?.has(a);
  const inFileOrder = (a: string, b: string): [string, string] =>
    (place.get(a) ?? 0) < (place.get(b) ?? 0) ? [a, b] : [b, a];

  const found = new Map<string, Overlap>();
  const collect = (kind: Overlap['kind'], met: ReturnType<typeof meetings>): void => {
    for (const { what, first, second } of met) {
      if (!together(first, second)) continue;
      const pair = inFileOrder(first, second);
      const key = JSON.stringify([kind, what, ...pair]);
      if (!found.has(key)) found.set(key, { kind, what, tasks: pair });
    }
  };
  const delivered = claimsOf(tasks, (task) =>
    task.deliverables.map(({ path }) => (path === null ? '' : plainPath(path))),
  );
  const folders = claimsOf(tasks, (task) =>
    task.context_files.filter((path) => path.endsWith('/')).map(plainPath),
  );
  const modules = claimsOf(tasks, (task) => (task.module === null ? [] : [task.module]));
  collect('deliverable', meetings(delivered, selfAndAbove));
  collect('folder', meetings(folders, selfAndAbove));
  collect(
    'module',
    meetings(modules, (name) => [name]),
  );
  return [...found.values()];
};
