import type { Fact } from '../../domain/fact.ts';
import type { TaskSpec } from '../../domain/task.ts';
import type { Agent, LaunchContext, LaunchPlan, Memory, Observed, SourceRecord } from '../agent.ts';
import { oscFacts, STATUS_OSC } from '../osc-status.ts';
import { comesWithOrch } from '../own/detect.ts';
import { countOf, jsonObject, numberOf, textOf } from '../record.ts';
import { RECORDS_FILE, SPEC_FILE, type StepsSpec } from './spec.ts';

const plan = (context: LaunchContext, resumes: string | null): LaunchPlan => {
  const records = `${context.scratch}/${RECORDS_FILE}`;
  const file = `${context.scratch}/${SPEC_FILE}`;
  const spec: StepsSpec = {
    task: context.task.id,
    name: context.task.name,
    attempt: context.attempt,
    project: context.project,
    workspace: context.workspace,
    scratch: context.scratch,
    records,
    steps: context.task.steps,
    httpHosts: context.httpHosts,
    approved: context.approved,
    resumes,
  };
  return {
    argv: [context.node, `${context.programs}/steps-agent.js`, file],
    env: {},
    files: [{ path: file, text: `${JSON.stringify(spec, null, 2)}\n` }],
    sources: [
      { kind: 'osc', codes: [STATUS_OSC] },
      { kind: 'follow', id: 'records', path: records },
    ],
  };
};

const stepFact = (line: Readonly<Record<string, unknown>>): Fact => ({
  type: 'session.step',
  step: countOf(line.step),
  skill: textOf(line.skill) ?? '',
  args: Array.isArray(line.args) ? line.args.map(String) : [],
  code: numberOf(line.code),
  ok: line.ok === true,
  optional: line.optional === true,
  duration_ms: countOf(line.duration_ms),
  stdout: textOf(line.stdout) ?? '',
  stderr: textOf(line.stderr) ?? '',
});

const observe = (record: SourceRecord, memory: Memory): Observed => {
  if (record.kind === 'osc' && record.code === STATUS_OSC) return { facts: oscFacts(record.data), memory };
  const line = record.kind === 'line' ? jsonObject(record.text) : null;
  if (line?.type === 'step') return { facts: [stepFact(line)], memory };
  const text = textOf(line?.text) ?? '';
  if (line?.type === 'progress') return { facts: [{ type: 'session.progress', text }], memory };
  if (line?.type === 'message') return { facts: [{ type: 'session.message', text }], memory };
  return { facts: [], memory };
};

/** What the built-in skills cannot do without; a project's own skills judge for themselves. */
const needs: Readonly<Record<string, string>> = {
  bash: 'args, such as ["-c", "npm test"] or a script',
  node: 'args: a script, and what it is given',
  git: 'args, such as ["status"]',
  http: 'args, such as ["GET", "http://localhost:3000/health"]',
};

const lacks = (task: TaskSpec): string | null => {
  if (task.steps.length === 0) return 'the steps agent needs steps: list them under `steps:`';
  const index = task.steps.findIndex((step) => step.args.length === 0 && Object.hasOwn(needs, step.skill));
  const step = task.steps[index];
  return step === undefined ? null : `step ${index + 1} (\`${step.skill}\`) needs ${needs[step.skill]}`;
};

/** A program that runs a task's listed steps one by one: no model, no cost. */
export const steps: Agent = {
  name: 'steps',
  detect: comesWithOrch,
  lacks,
  launch: (context) => plan(context, null),
  resume: (context, earlier) => plan(context, earlier.scratch),
  observe,
  answer: () => null,
  tell: () => null,
  outputIsProgress: true,
  recoveries: [],
};
