import * as fs from 'node:fs';
import { suggestion } from '../../../taskfile/nearest.ts';
import { voiceOf } from '../../own/program/voice.ts';
import type { StepsSpec } from '../spec.ts';
import { type Log, openLog } from './console.ts';
import { finishedBefore } from './progress.ts';
import { runSteps, type Workbench } from './run-steps.ts';
import { skillsOf } from './skills/registry.ts';

const INTERRUPTED = 130;
const TERMINATED = 143;
const WRONG = 2;

const openTerminalLog = (): Log =>
  openLog(
    (text) => process.stdout.write(text),
    process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb',
  );

const unknownSkill = ({ spec, skills }: Workbench): string | null => {
  const index = spec.steps.findIndex((step) => !skills.has(step.skill));
  const step = spec.steps[index];
  if (step === undefined) return null;
  const known = [...skills.keys()].toSorted();
  return `step ${index + 1}: no skill is called \`${step.skill}\`: ${suggestion(step.skill, known)}; a project's own lie in skills/`;
};

const setUp = (spec: StepsSpec, stop: AbortSignal): Workbench => ({
  spec,
  cwd: process.cwd(),
  skills: skillsOf(spec.project),
  finished: finishedBefore(spec.resumes),
  log: openTerminalLog(),
  voice: voiceOf('orch-steps', spec.records, (sequence) => {
    if (process.stdout.isTTY) process.stdout.write(sequence);
  }),
  now: Date.now,
  stop,
});

const run = async (bench: Workbench): Promise<number> => {
  const { spec, log, voice } = bench;
  const count = spec.steps.length;
  log.banner(spec.name, `steps · ${count === 1 ? '1 step' : `${count} steps`}`);
  voice.status('working');
  const unknown = unknownSkill(bench);
  if (unknown !== null) {
    log.outcome('failed', unknown);
    voice.record({ type: 'message', text: unknown });
    return WRONG;
  }
  const passed = await runSteps(bench);
  if (bench.stop.aborted) return TERMINATED;
  voice.status('done');
  log.line(`${passed ? 'All steps that had to pass did.' : 'A step that had to pass did not.'}`);
  return passed ? 0 : 1;
};

const main = async (file: string): Promise<void> => {
  const spec = JSON.parse(fs.readFileSync(file, 'utf8')) as StepsSpec;
  const stop = new AbortController();
  let code: number | null = null;
  const halt = (by: number) => (): void => {
    code ??= by;
    stop.abort();
  };
  // A terminal that is gone must not keep us from ending what we started.
  process.stdout.on('error', halt(TERMINATED));
  // The steps run in groups of their own: a Ctrl-C reaches only us.
  process.on('SIGINT', halt(INTERRUPTED));
  process.on('SIGTERM', halt(TERMINATED));
  process.on('SIGHUP', halt(TERMINATED));
  const ended = await run(setUp(spec, stop.signal));
  process.exit(code ?? ended);
};

const file = process.argv[2];
if (file === undefined) {
  process.stderr.write('usage: steps-agent SPEC.json (orch starts it with one)\n');
  process.exit(WRONG);
}
await main(file);
