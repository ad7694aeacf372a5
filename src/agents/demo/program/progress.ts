import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { jsonObject, numberOf, textOf } from '../../record.ts';
import { PROGRESS_FILE, SPEC_FILE } from '../spec.ts';

/** How far the script is played; what a resumed session goes on from. */
export interface Progress {
  /** Index of the next action. */
  readonly next: number;
  /** Letter of the chosen option, `allowed` or `denied`; null before the first answer. */
  readonly choice: string | null;
  /** The last answer in words. */
  readonly answer: string;
  /** Index of the action whose question was put and waits. */
  readonly asking: number | null;
}

export const start: Progress = { next: 0, choice: null, answer: '', asking: null };

/** Puts a file in place as a whole: whoever reads it sees the old or the new one. */
export const replace = (path: string, text: string): void => {
  fs.mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}.tmp`;
  fs.writeFileSync(fresh, text, { flush: true });
  fs.renameSync(fresh, path);
};

export const saveProgress = (scratch: string, progress: Progress): void =>
  replace(join(scratch, PROGRESS_FILE), `${JSON.stringify(progress)}\n`);

const readObject = (path: string): Readonly<Record<string, unknown>> | null => {
  try {
    return jsonObject(fs.readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

const LONGEST_CHAIN = 100;

/** The last progress of a session, or of the one it resumed if it died before it wrote its own. */
export const progressOf = (scratch: string | null, chain = 0): Progress => {
  if (scratch === null || chain > LONGEST_CHAIN) return start;
  const saved = readObject(join(scratch, PROGRESS_FILE));
  if (saved === null) return progressOf(textOf(readObject(join(scratch, SPEC_FILE))?.resumes), chain + 1);
  return {
    next: numberOf(saved.next) ?? 0,
    choice: textOf(saved.choice),
    answer: textOf(saved.answer) ?? '',
    asking: numberOf(saved.asking),
  };
};
