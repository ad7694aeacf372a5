import { bash } from './bash.ts';
import { git } from './git.ts';
import { http } from './http.ts';
import { node } from './node.ts';
import { projectSkills } from './project-skill.ts';
import type { Skill } from './skill.ts';

const builtin: Readonly<Record<string, Skill>> = { bash, node, git, http };

/** Every skill by its name; a project cannot take the name of a built-in one. */
export const skillsOf = (project: string): ReadonlyMap<string, Skill> =>
  new Map([...projectSkills(project), ...Object.entries(builtin)]);
