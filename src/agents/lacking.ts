import type { Settings } from '../domain/settings.ts';
import type { DayFile } from '../domain/task.ts';
import { agentNamed } from './registry.ts';

/** What an agent needs its task to state is a mistake of the file, found before anything runs. */
export const lackingIn = (day: DayFile, own: Settings['agents']): string | null => {
  for (const task of day.tasks)
    for (const name of task.agents) {
      const lacks = agentNamed(name, own)?.lacks(task) ?? null;
      if (lacks !== null) return `${task.id}: ${lacks}`;
    }
  return null;
};
