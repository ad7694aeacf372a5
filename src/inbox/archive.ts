import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../journal/durable.ts';

const QUESTION = /^(\d+)-question\.md$/;

/** The file's text, or null where there is none. */
export const textIn = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

const numbersIn = (directory: string): number[] => {
  try {
    return readdirSync(directory).flatMap((name) => Number(QUESTION.exec(name)?.[1] ?? []) || []);
  } catch {
    return [];
  }
};

/** Names a question by its text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/**
 * The question file of a task and those answered before it. Agents leave
 * question.md and answer.md lying; kept numbered, the next question is told apart.
 */
export class QuestionFiles {
  readonly question: string;
  readonly answer: string;
  readonly #archive: string;

  constructor(workspace: string) {
    this.question = join(workspace, 'question.md');
    this.answer = join(workspace, 'answer.md');
    this.#archive = join(workspace, 'questions');
  }

  /** How often this question was answered before. */
  timesAnswered(question: string): number {
    return numbersIn(this.#archive).filter((n) => textIn(this.#path(n, 'question')) === question).length;
  }

  /** Tells one writing of question.md from the next, whatever its text; null where there is none. */
  stamp(): string | null {
    const stat = statSync(this.question, { throwIfNoEntry: false });
    return stat === undefined ? null : `${stat.ino}:${stat.mtimeMs}`;
  }

  /** What an earlier conversation left unanswered is no question of a new one's. */
  setAside(): void {
    if (this.stamp() === null) return;
    const n = this.#next();
    for (const [file, kind] of [[this.answer, 'answer'] as const, [this.question, 'question'] as const])
      try {
        renameSync(file, this.#path(n, kind));
      } catch {
        // Never answered; or no room: then it is asked once more.
      }
  }

  /** False where there is no room to keep it. */
  keep(question: string, answer: string): boolean {
    const n = this.#next();
    // The question last: it is what marks the pair as kept.
    return [
      replaceFile(this.#path(n, 'answer'), answer),
      replaceFile(this.#path(n, 'question'), question),
    ].every((done) => done.ok);
  }

  /** An answer to an earlier question must not be taken for this one's. */
  clearOldAnswer(): void {
    const lying = textIn(this.answer);
    if (lying === null) return;
    const old = numbersIn(this.#archive).some((n) => textIn(this.#path(n, 'answer')) === lying);
    if (old) rmSync(this.answer, { force: true });
  }

  #next(): number {
    try {
      mkdirSync(this.#archive, { recursive: true });
    } catch {
      // No room: what comes after fails too, and says so.
    }
    return Math.max(0, ...numbersIn(this.#archive)) + 1;
  }

  #path(n: number, kind: 'question' | 'answer'): string {
    return join(this.#archive, `${n}-${kind}.md`);
  }
}
