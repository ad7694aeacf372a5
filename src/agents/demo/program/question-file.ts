import * as fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { replaceFile } from '../../own/program/replace-file.ts';

const LOOK_MS = 100;

/** The file protocol, from the agent's side. */
export interface QuestionFile {
  /** Drops what an earlier question left. */
  readonly clear: () => void;
  readonly put: (text: string) => void;
  /** The text of answer.md once it is there. */
  readonly answered: (signal: AbortSignal) => Promise<string | null>;
  /** Takes the question back: nobody needs to answer it any more. */
  readonly withdraw: () => void;
}

export const questionFile = (workspace: string): QuestionFile => {
  const question = join(workspace, 'question.md');
  const answer = join(workspace, 'answer.md');
  const read = (): string | null => {
    try {
      const text = fs.readFileSync(answer, 'utf8');
      return text.trim() === '' ? null : text;
    } catch {
      return null;
    }
  };
  return {
    clear: () => {
      fs.rmSync(answer, { force: true });
      fs.rmSync(question, { force: true });
    },
    put: (text) => replaceFile(question, text),
    answered: async (signal) => {
      while (!signal.aborted) {
        const text = read();
        if (text !== null) return text;
        await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
      }
      return null;
    },
    withdraw: () => fs.rmSync(question, { force: true }),
  };
};
