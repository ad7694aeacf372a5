import type { DemoAction } from '../../domain/task.ts';

/** What the demo program is started with: one JSON file, written by the host. */
export interface DemoSpec {
  readonly session: string;
  readonly task: string;
  readonly name: string;
  readonly model: string;
  readonly attempt: number;
  /** Where question.md, answer.md, summary.md and notes.md lie. */
  readonly workspace: string;
  /** This session's own place: records, progress. */
  readonly scratch: string;
  readonly records: string;
  readonly script: readonly DemoAction[];
  /** The scratch folder of the session it goes on with. */
  readonly resumes: string | null;
}

export const SPEC_FILE = 'demo.json';
export const RECORDS_FILE = 'records.jsonl';
export const PROGRESS_FILE = 'progress.json';

/** How a dialog's last line ends; nothing is typed unless the screen shows exactly this. */
export const dialogPrompt = (key: string): string => `[y] allow   [n] deny   (${key})`;
