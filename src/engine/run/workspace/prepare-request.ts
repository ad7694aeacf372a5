import type { Isolation, TaskSpec } from '../../../domain/task.ts';

export interface PrepareRequest {
  readonly project: string;
  readonly task: Pick<TaskSpec, 'id' | 'context_files'>;
  readonly isolation: Isolation;
  /** Ids of the tasks whose work this one starts from. */
  readonly dependsOn: readonly string[];
  /** Work of another day under the same id is set aside, never gone on with. */
  readonly day?: string;
}
