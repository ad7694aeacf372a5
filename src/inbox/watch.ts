import { basename } from 'node:path';
import type { AskBody } from '../domain/ask.ts';
import { hashOf, QuestionFiles, textIn } from './archive.ts';
import { readQuestion } from './question.ts';
import { StillFiles } from './still-files.ts';

export interface QuestionHandlers {
  readonly onAsked: (key: string, body: AskBody) => void;
  readonly onGone: (key: string, how: string) => void;
}

/** Watches a task's question.md: what is asked there, taken back, or answered by hand. */
export class QuestionWatch {
  readonly #files: QuestionFiles;
  readonly #handlers: QuestionHandlers;
  readonly #watcher: StillFiles;
  /** The text last dealt with, and which writing of it; lying there still, it asks nothing new. */
  #lying: string | null = null;
  #stamp: string | null = null;
  #open: { key: string; text: string } | null = null;

  constructor(workspace: string, handlers: QuestionHandlers) {
    this.#files = new QuestionFiles(workspace);
    this.#handlers = handlers;
    this.#begin();
    const names = [this.#files.question, this.#files.answer].map((file) => basename(file));
    this.#watcher = new StillFiles(workspace, names, () => this.look());
  }

  /** The answer was written: the pair is kept, and the next question is a new one. */
  answered(key: string, answer: string): void {
    if (this.#open?.key === key) this.#settle(answer);
  }

  /** Compares the files with what is known. */
  look(): void {
    const text = textIn(this.#files.question);
    if (text === null || text.trim() === '') this.#withdrawn();
    else if (text !== this.#lying || this.#isWrittenAnew()) this.#asked(text);
    else this.#answeredByHand();
    this.#stamp = this.#files.stamp();
  }

  close(): void {
    this.#watcher.close();
  }

  /** Answered before this session began: not taken up again. */
  #begin(): void {
    const text = textIn(this.#files.question);
    if (text !== null && this.#files.timesAnswered(text) > 0) this.#lying = text;
    this.#stamp = this.#files.stamp();
  }

  /** The very same words again, after the answer to them was taken away: asked once more. */
  #isWrittenAnew(): boolean {
    return (
      this.#open === null &&
      this.#files.stamp() !== this.#stamp &&
      (textIn(this.#files.answer) ?? '').trim() === ''
    );
  }

  #asked(text: string): void {
    const body = readQuestion(text);
    if (body === null) return;
    this.#close('asked anew');
    this.#files.clearOldAnswer();
    const times = this.#files.timesAnswered(text);
    const key = `file:${hashOf(text)}${times === 0 ? '' : `-${times + 1}`}`;
    this.#lying = text;
    this.#open = { key, text };
    this.#handlers.onAsked(key, body);
    this.#answeredByHand();
  }

  #withdrawn(): void {
    this.#lying = null;
    this.#close('withdrawn');
  }

  #answeredByHand(): void {
    if (this.#open === null) return;
    const answer = textIn(this.#files.answer);
    if (answer === null || answer.trim() === '') return;
    const { key } = this.#open;
    this.#settle(answer);
    this.#handlers.onGone(key, 'answered in answer.md');
  }

  #settle(answer: string): void {
    if (this.#open !== null) this.#files.keep(this.#open.text, answer);
    this.#open = null;
  }

  #close(how: string): void {
    if (this.#open !== null) this.#handlers.onGone(this.#open.key, how);
    this.#open = null;
  }
}
