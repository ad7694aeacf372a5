import { type ErrorCode, type Failure, fail } from '../domain/errors.ts';
import type { Mistake } from './mistake.ts';

/** A file as loaded; when it is not, `mistakes` and `text` are there to be shown. */
export type Loaded<T> = { readonly ok: true; readonly value: T } | NotLoaded;

export interface NotLoaded {
  readonly ok: false;
  readonly error: Failure;
  readonly file: string;
  readonly text: string;
  readonly mistakes: readonly Mistake[];
}

/** A file that could not be read at all. */
export const unread = (
  file: string,
  code: ErrorCode,
  what: string,
  extra: { where?: string; mend?: string } = {},
): NotLoaded => ({ ...fail(code, what, { where: file, ...extra }), file, text: '', mistakes: [] });

/** A file with mistakes: one line names the first, the list has them all. */
export const mistaken = (
  file: string,
  code: ErrorCode,
  text: string,
  mistakes: readonly Mistake[],
): NotLoaded => {
  const [first] = mistakes;
  const where = first === undefined ? file : `${file}:${first.line}:${first.column}`;
  const summary = first?.message ?? 'it cannot be read';
  const what = mistakes.length > 1 ? `${mistakes.length} mistakes, the first: ${summary}` : summary;
  const mend = first?.hint;
  return {
    ...fail(code, what, mend === undefined || mistakes.length > 1 ? { where } : { where, mend }),
    file,
    text,
    mistakes,
  };
};
