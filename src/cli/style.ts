import type { TaskState } from '../domain/task.ts';

const codes = { dim: 2, bold: 1, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const;

export type Tone = keyof typeof codes;

/** Colour where the terminal wants it; never the only sign. */
export const paint =
  (color: boolean) =>
  (tone: Tone, text: string): string =>
    color ? `\u001b[${codes[tone]}m${text}\u001b[0m` : text;

export const marks: Readonly<Record<TaskState, { readonly glyph: string; readonly tone: Tone }>> = {
  done: { glyph: '✔', tone: 'green' },
  running: { glyph: '●', tone: 'cyan' },
  waiting: { glyph: '?', tone: 'yellow' },
  queued: { glyph: '○', tone: 'dim' },
  blocked: { glyph: '◌', tone: 'dim' },
  failed: { glyph: '✘', tone: 'red' },
  needs_review: { glyph: '!', tone: 'magenta' },
};
