import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const two = (n: number): string => String(n).padStart(2, '0');

/** As a person's clock shows it. */
const timeOf = (at: number): string => {
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** Adds a note to a task's notes.md; false where it cannot be kept. */
export const addNote = (workspace: string, text: string, at: number): boolean => {
  const body = text.trim().replaceAll('\n', '\n  ');
  try {
    mkdirSync(workspace, { recursive: true });
    appendFileSync(join(workspace, 'notes.md'), `- ${timeOf(at)} ${body}\n`);
    return true;
  } catch {
    return false;
  }
};
