import type { Step } from '../../../domain/task.ts';
import type { Voice } from '../../own/program/voice.ts';
import type { StepsSpec } from '../spec.ts';
import { tailOf } from './capture.ts';
import type { Log } from './console.ts';
import { type StepResult, saveExecution, saveFinished } from './progress.ts';
import { runStep, type StepOutcome } from './run-step.ts';
import type { Skill } from './skills/skill.ts';

/** What the run of a task's steps works with. */
export interface Workbench {
  readonly spec: StepsSpec;
  readonly cwd: string;
  readonly skills: ReadonlyMap<string, Skill>;
  readonly finished: readonly StepResult[];
  readonly log: Log;
  readonly voice: Voice;
  readonly now: () => number;
  readonly stop: AbortSignal;
}

const SAID = 4_000;

const record = (
  bench: Workbench,
  number: number,
  step: Step,
  outcome: StepOutcome,
  duration_ms: number,
): void => {
  const { code, stdout, stderr } = outcome.ran;
  bench.voice.record({
    type: 'step',
    step: number,
    skill: step.skill,
    args: step.args,
    code,
    ok: outcome.why === null,
    optional: step.optional,
    duration_ms,
    stdout: tailOf(stdout, SAID),
    stderr: tailOf(stderr, SAID),
  });
};

const tell = (log: Log, step: Step, why: string | null, ms: number): void => {
  const took = `${(ms / 1000).toFixed(1)} s`;
  if (why === null) log.outcome('ok', `exit 0 · ${took}`);
  else if (step.optional) log.outcome('optional', `${why} · ${took} · optional, goes on`);
  else log.outcome('failed', `${why} · ${took}`);
};

const place = (bench: Workbench, index: number): string => `${index + 1}/${bench.spec.steps.length}`;

const once = async (bench: Workbench, step: Step, index: number): Promise<StepOutcome> => {
  const skill = bench.skills.get(step.skill);
  if (skill === undefined) throw new Error(`step ${index + 1}: skill ${step.skill} was there before`);
  bench.log.step(place(bench, index), step);
  bench.voice.record({ type: 'progress', text: `step ${place(bench, index)}: ${step.skill}` });
  const started = bench.now();
  const outcome = await runStep(step, skill, {
    cwd: bench.cwd,
    approved: bench.spec.approved,
    httpHosts: bench.spec.httpHosts,
    stop: bench.stop,
    onOutput: bench.log.output,
  });
  const took = bench.now() - started;
  if (bench.stop.aborted) return outcome;
  tell(bench.log, step, outcome.why, took);
  record(bench, index + 1, step, outcome, took);
  return outcome;
};

/** A step that failed and had to pass is tried anew by a resumed session; all others are not. */
const kept = (results: readonly StepResult[], steps: readonly Step[]): readonly StepResult[] => {
  const bad = results.findIndex((result, i) => result.code !== 0 && steps[i]?.optional !== true);
  return bad < 0 ? results : results.slice(0, bad);
};

/** Runs the steps in order, those that are over excepted; true when all that had to pass did. */
export const runSteps = async (bench: Workbench): Promise<boolean> => {
  const { spec, log } = bench;
  const started = bench.now();
  const results = [...kept(bench.finished, spec.steps)];
  if (results.length > 0)
    log.line(`Resumed: ${results.length} of ${spec.steps.length} steps are done already.`);
  let passed = true;
  for (let index = results.length; passed && index < spec.steps.length; index += 1) {
    const step = spec.steps[index];
    if (step === undefined) break;
    const { ran, why } = await once(bench, step, index);
    if (bench.stop.aborted) return false;
    results.push({
      step: step.skill,
      args: step.args,
      code: ran.code,
      stdout: ran.stdout,
      stderr: ran.stderr,
    });
    saveFinished(spec.scratch, results);
    passed = why === null || step.optional;
  }
  saveExecution(spec.workspace, results, passed ? 'ok' : 'failed', bench.now() - started);
  return passed;
};
