import type { Fact } from '../../domain/fact.ts';
import type { Agent, LaunchContext, LaunchPlan, Memory, Observed, SourceRecord } from '../agent.ts';
import { oscFacts, STATUS_OSC } from '../osc-status.ts';
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
  if (line?.type === 'progress')
    return { facts: [{ type: 'session.progress', text: textOf(line.text) ?? '' }], memory };
  return { facts: [], memory };
};

/** A program that runs a task's listed steps one by one: no model, no cost. */
export const steps: Agent = {
  name: 'steps',
  detect: {
    command: null,
    versionArgs: [],
    versionPattern: '',
    tested: null,
    install: 'comes with orch',
    keys: [],
  },
  lacks: (task) => (task.steps.length === 0 ? 'the steps agent needs steps: list them under `steps:`' : null),
  launch: (context) => plan(context, null),
  resume: (context, earlier) => plan(context, earlier.scratch),
  observe,
  answer: () => null,
  outputIsProgress: true,
  recoveries: [],
};
