import { join } from 'node:path';
import { savedBefore } from '../../own/program/earlier.ts';
import { replaceFile } from '../../own/program/replace-file.ts';
import { numberOf, textOf } from '../../record.ts';
import { PROGRESS_FILE, SPEC_FILE } from '../spec.ts';

/** How far the script is played; what a resumed session goes on from. */
export interface Progress {
  /** Index of the next action. */
  readonly next: number;
  /** Letter of the option last chosen, `other` for an answer in own words; null before the first. */
  readonly choice: string | null;
  /** `allowed` or `denied`: the last word on a dialog. */
  readonly verdict: string | null;
  /** The last answer in words. */
  readonly answer: string;
  /** Index of the action whose question was put and waits. */
  readonly asking: number | null;
}

const start: Progress = { next: 0, choice: null, verdict: null, answer: '', asking: null };

export const saveProgress = (scratch: string, progress: Progress): void =>
  replaceFile(join(scratch, PROGRESS_FILE), `${JSON.stringify(progress)}\n`);

/** Where the resumed session left the script; the beginning for a session that resumes none. */
export const progressOf = (scratch: string | null): Progress => {
  const saved = savedBefore(scratch, { progress: PROGRESS_FILE, spec: SPEC_FILE });
  if (saved === null) return start;
  return {
    next: numberOf(saved.next) ?? 0,
    choice: textOf(saved.choice),
    verdict: textOf(saved.verdict),
    answer: textOf(saved.answer) ?? '',
    asking: numberOf(saved.asking),
  };
};
