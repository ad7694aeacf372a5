import { join } from 'node:path';
import { savedBefore } from '../../own/program/earlier.ts';
import { replaceFile } from '../../own/program/replace-file.ts';
import { isObject } from '../../record.ts';
import { PROGRESS_FILE, SPEC_FILE } from '../spec.ts';

/** One line of the execution log, as delegated tasks know it. */
export interface StepResult {
  readonly step: string;
  readonly args: readonly string[];
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Results of the steps that are over, in order; a step that was interrupted is not among them. */
export const finishedBefore = (resumes: string | null): readonly StepResult[] => {
  const saved = savedBefore(resumes, { progress: PROGRESS_FILE, spec: SPEC_FILE });
  return Array.isArray(saved?.results)
    ? saved.results.filter((each): each is StepResult => isObject(each))
    : [];
};

export const saveFinished = (scratch: string, results: readonly StepResult[]): void =>
  replaceFile(join(scratch, PROGRESS_FILE), `${JSON.stringify({ results })}\n`);

/** workspace/execution.json; the acceptance checks are the engine's to add. */
export const saveExecution = (
  workspace: string,
  results: readonly StepResult[],
  status: 'ok' | 'failed',
  duration_ms: number,
): void =>
  replaceFile(
    join(workspace, 'execution.json'),
    `${JSON.stringify({ status, results, acceptance: [], duration_ms }, null, 2)}\n`,
  );
