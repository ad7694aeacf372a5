import type { Answer } from '../../domain/ask.ts';
import type { Agent, Delivery, LaunchContext, LaunchPlan, PendingAsk } from '../agent.ts';
import { STATUS_OSC } from '../osc-status.ts';
import { comesWithOrch } from '../own/detect.ts';
import { observe } from './observe.ts';
import { readScript } from './script.ts';
import { type DemoSpec, dialogPrompt, RECORDS_FILE, SPEC_FILE } from './spec.ts';

const plan = (context: LaunchContext, resumes: string | null): LaunchPlan => {
  const records = `${context.scratch}/${RECORDS_FILE}`;
  const file = `${context.scratch}/${SPEC_FILE}`;
  const spec: DemoSpec = {
    session: context.session,
    task: context.task.id,
    name: context.task.name,
    model: context.model ?? `demo-${context.task.complexity}`,
    attempt: context.attempt,
    workspace: context.workspace,
    scratch: context.scratch,
    records,
    script: context.task.demo,
    resumes,
  };
  return {
    argv: [
      context.node,
      `${context.programs}/demo-agent.js`,
      file,
      ...(resumes === null ? [] : ['--resume']),
    ],
    env: {},
    files: [{ path: file, text: `${JSON.stringify(spec, null, 2)}\n` }],
    sources: [
      { kind: 'osc', codes: [STATUS_OSC] },
      { kind: 'follow', id: 'records', path: records },
    ],
  };
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Its dialogs hear one key, and only while they stand on the screen. */
const answer = ({ key }: PendingAsk, given: Answer): Delivery | null => {
  const dialog = /^(?:permission|violation):(?<id>\w+)$/.exec(key)?.groups?.id;
  if (dialog === undefined || given.kind === 'text') return null;
  return { via: 'keys', data: given.kind === 'allow' ? 'y' : 'n', guard: escaped(dialogPrompt(dialog)) };
};

/** A real program that plays the script of its task: a tour of orch without a key or an agent. */
export const demo: Agent = {
  name: 'demo',
  detect: comesWithOrch,
  lacks: (task) => {
    const script = readScript(task.demo);
    return script.ok ? null : script.sentence;
  },
  launch: (context) => plan(context, null),
  resume: (context, earlier) => plan(context, earlier.scratch),
  observe,
  answer,
  tell: () => null,
  outputIsProgress: false,
  recoveries: [],
};
