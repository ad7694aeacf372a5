import type { Step } from '../../../domain/task.ts';
import { runProgram } from './run-program.ts';
import type { Ran, Skill, SkillContext, Work } from './skills/skill.ts';

/** The exit code shells use for what may not be run. */
const REFUSED = 126;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

interface Surroundings extends SkillContext {
  /** Ends whatever runs: the whole program is told to stop. */
  readonly stop: AbortSignal;
  readonly onOutput: (chunk: Buffer) => void;
}

const perform = async (work: Work, around: Surroundings, signal: AbortSignal): Promise<Ran> => {
  if (work.kind === 'refused') return { code: REFUSED, stdout: '', stderr: `refused: ${work.why}\n` };
  if (work.kind === 'program')
    return runProgram(work, { cwd: around.cwd, signal, onOutput: around.onOutput });
  const ran = await work.run(signal);
  around.onOutput(Buffer.from(`${ran.stdout}${ran.stderr}`));
  return ran;
};

/** How a step went: its result, and in words why it did not go well. */
export interface StepOutcome {
  readonly ran: Ran;
  readonly why: string | null;
}

const reasonOf = (work: Work, ran: Ran, timedOut: boolean, step: Step): string | null => {
  if (timedOut) return `timed out after ${seconds(step.timeout_ms)}`;
  if (work.kind === 'refused') return `refused: ${work.why}`;
  if (ran.code === 0) return null;
  return ran.code === null ? 'did not run to its end' : `exit ${ran.code}`;
};

/** Runs one step within its time; its whole process group is ended when that is over. */
export const runStep = async (step: Step, skill: Skill, around: Surroundings): Promise<StepOutcome> => {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), step.timeout_ms);
  try {
    const work = skill(step.args, around);
    const ran = await perform(work, around, AbortSignal.any([late.signal, around.stop]));
    const timedOut = late.signal.aborted;
    const why = reasonOf(work, ran, timedOut, step);
    if (!timedOut) return { ran, why };
    return { ran: { ...ran, code: null, stderr: `${ran.stderr}${why}\n` }, why };
  } finally {
    clearTimeout(timer);
  }
};
