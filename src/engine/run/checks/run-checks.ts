import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../../domain/attempt-event.ts';
import type { Acceptance, TaskSpec } from '../../../domain/task.ts';
import { checkCommand } from './command.ts';
import { type Before, checkDeliverable } from './deliverable.ts';
import { insideOf } from './inside.ts';
import { checkOutput } from './output.ts';

export interface CheckRequest {
  readonly cwd: string;
  readonly spec: Pick<TaskSpec, 'deliverables' | 'acceptance'>;
  readonly before: Before;
  /** What the session printed, as it was on the screen and above it. */
  readonly screenText: string;
  readonly exitCode: number | null;
  /** The longest one command may run. */
  readonly timeoutMs: number;
  /** The whole environment of commands; that of the engine where none is given. */
  readonly env?: Readonly<Record<string, string>>;
}

const PATTERN_MS = 2_000;

const checkFile = (cwd: string, path: string): Check => {
  if (!insideOf(cwd, path)) return { what: path, ok: false, detail: 'it leads outside the project' };
  const stat = statSync(join(cwd, path), { throwIfNoEntry: false });
  if (stat === undefined) return { what: path, ok: false, detail: 'it is not there' };
  return { what: path, ok: true, detail: stat.isDirectory() ? 'a folder' : `${stat.size} bytes` };
};

const checkAcceptance = async (wanted: Acceptance, request: CheckRequest): Promise<Check> => {
  switch (wanted.kind) {
    case 'sentence':
      return { what: wanted.text, ok: null, detail: 'for you to judge' };
    case 'file':
      return checkFile(request.cwd, wanted.path);
    case 'output':
      return checkOutput(wanted.regex, request.screenText, PATTERN_MS);
    case 'run':
      return checkCommand(wanted.command, request);
  }
};

const checkExit = (exitCode: number | null): Check[] =>
  exitCode === null || exitCode === 0
    ? []
    : [{ what: 'the agent ends well', ok: false, detail: `exit ${exitCode}` }];

/** Holds a task's work against what its file asks for, one after another, each with its reason. */
export const runChecks = async (request: CheckRequest): Promise<Check[]> => {
  const checks = checkExit(request.exitCode);
  for (const deliverable of request.spec.deliverables)
    checks.push(await checkDeliverable(request.cwd, deliverable, request.before));
  for (const wanted of request.spec.acceptance) checks.push(await checkAcceptance(wanted, request));
  return checks;
};
