import type { TaskSpec } from '../../domain/task.ts';

/** The deliverables that name a path; prose is for the person. */
export const deliverablePaths = (spec: Pick<TaskSpec, 'deliverables'>): string[] =>
  spec.deliverables.flatMap(({ path }) => (path === null ? [] : [path]));
