import type { Skill } from './skill.ts';

/** A script with its arguments, under the Node that runs orch. */
export const node: Skill = (args) => ({ kind: 'program', file: process.execPath, args });
