import type { Step } from '../../domain/task.ts';

/** What the steps program is started with: one JSON file, written by the host. */
export interface StepsSpec {
  readonly task: string;
  readonly name: string;
  readonly attempt: number;
  readonly project: string;
  readonly workspace: string;
  readonly scratch: string;
  readonly records: string;
  readonly steps: readonly Step[];
  /** Hosts the http skill may call besides this machine. */
  readonly httpHosts: readonly string[];
  /** A person approved this task: git may write. */
  readonly approved: boolean;
  /** The scratch folder of the session it goes on with. */
  readonly resumes: string | null;
}

export const SPEC_FILE = 'steps.json';
export const RECORDS_FILE = 'records.jsonl';
export const PROGRESS_FILE = 'progress.json';
