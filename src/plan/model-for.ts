import type { Settings } from '../domain/settings.ts';
import type { TaskSpec } from '../domain/task.ts';

/** The model an agent takes a task with; null: the one it takes by itself. */
export const modelFor = (
  task: Pick<TaskSpec, 'agents' | 'model' | 'complexity'>,
  agent: string,
  { models, agents }: Pick<Settings, 'models' | 'agents'>,
): string | null => {
  // A model named for the first choice means nothing to the others.
  const named = agent === task.agents[0] ? task.model : null;
  return named ?? models[task.complexity][agent] ?? agents[agent]?.model ?? null;
};
