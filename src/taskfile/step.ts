import type { Step } from '../domain/task.ts';
import { stepTimeout } from './duration.ts';
import { mapping } from './mapping.ts';
import { list, type Placed, placed, type Reader, refuse } from './reader.ts';
import { line, written, yesNo } from './scalars.ts';

const STEP_TIMEOUT_MS = 120_000;

/** A skill's name; the project's own live in files of that name. */
export const skillName: Reader<string> = (tree, at) => {
  const name = line(tree, at);
  if (name === undefined || /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name)) return name;
  return refuse(tree, at, 'is not a skill name', 'use letters, digits, `_` and `-`, such as `bash`');
};

const shape = mapping({
  what: 'a step',
  fields: {
    skill: placed(skillName),
    args: list(written, { of: 'text', most: 1000 }),
    timeout: stepTimeout,
    optional: yesNo,
  },
  required: ['skill'],
  hints: { timeout_ms: 'did you mean `timeout`? it is in milliseconds', run: 'use `skill: bash` and `args`' },
});

/** One step of the `steps` agent, with the place of its skill. */
export const step: Reader<Step & { readonly skillAt: Placed<string> | undefined }> = (tree, at) => {
  const read = shape(tree, at);
  if (read === undefined) return undefined;
  const { skill, args, timeout, optional } = read.given;
  return {
    skill: skill?.value ?? '',
    args: args ?? [],
    timeout_ms: timeout ?? STEP_TIMEOUT_MS,
    optional: optional ?? false,
    skillAt: skill,
  };
};
