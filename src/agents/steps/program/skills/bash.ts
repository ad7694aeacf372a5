import * as fs from 'node:fs';
import { resolve } from 'node:path';
import { dangerousIn } from '../../../../safety/dangerous.ts';
import { refused, type Skill } from './skill.ts';

const LARGEST_SCRIPT = 1_048_576;

/** The text of a script that is run by its path: what it does counts, not how it is called. */
const scriptText = (path: string | undefined, cwd: string): string => {
  if (path === undefined || path.startsWith('-')) return '';
  try {
    const file = resolve(cwd, path);
    return fs.statSync(file).size > LARGEST_SCRIPT ? '' : fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** `["-c", "…"]` or a script with its arguments; dangerous patterns are refused, approved or not. */
export const bash: Skill = (args, { cwd }) => {
  const danger = dangerousIn(args.join(' ')) ?? dangerousIn(scriptText(args[0], cwd));
  if (danger !== null) return refused(`dangerous: ${danger}`);
  return { kind: 'program', file: 'bash', args };
};
