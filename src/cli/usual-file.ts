import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** tasks/today.yaml where there is one, else the file of the date. */
export const usualDayFile = (project: string, today: string): string => {
  const always = join(project, 'tasks', 'today.yaml');
  return existsSync(always) ? always : join(project, 'tasks', `${today}.yaml`);
};
