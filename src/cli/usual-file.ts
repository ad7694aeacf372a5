import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** tasks/today.yaml, or the file of the date where there is only that. */
export const usualDayFile = (project: string, today: string): string => {
  const always = join(project, 'tasks', 'today.yaml');
  const dated = join(project, 'tasks', `${today}.yaml`);
  return !existsSync(always) && existsSync(dated) ? dated : always;
};
