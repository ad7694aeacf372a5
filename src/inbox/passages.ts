import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const FILES = ['notes.md', 'summary.md'];
/** Longer is no note any more: somebody wrote a log into it. */
const LONGEST_FILE = 512 * 1024;
const LONGEST_PASSAGE = 1_500;

/** Something a task left behind that may help the next. */
export interface Passage {
  readonly id: number;
  /** Where it stands, as a person would look it up. */
  readonly from: string;
  readonly text: string;
}

const textOf = (file: string): string => {
  try {
    return statSync(file).size > LONGEST_FILE ? '' : readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** One a note or paragraph, each below the heading it belongs to. */
const passagesIn = (markdown: string): string[] => {
  const found: string[] = [];
  let heading = '';
  for (const block of markdown.split(/\n\s*\n|\n(?=- )/)) {
    const text = block.trim();
    if (/^#{1,6} .*$/.test(text)) heading = `${text}\n`;
    else if (text !== '') found.push(`${heading}${text}`.slice(0, LONGEST_PASSAGE));
  }
  return found;
};

const foldersIn = (directory: string): string[] => {
  try {
    return readdirSync(directory, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
};

/** What all tasks of a project have left in their workspaces, but for one's own summary. */
export const passagesBeside = (workspace: string): Passage[] => {
  const all = dirname(workspace);
  const found: Omit<Passage, 'id'>[] = [];
  for (const task of foldersIn(all))
    for (const file of FILES) {
      if (task === basename(workspace) && file === 'summary.md') continue;
      const from = `${basename(all)}/${task}/${file}`;
      for (const text of passagesIn(textOf(join(all, task, file)))) found.push({ from, text });
    }
  return found.map((passage, id) => ({ id, ...passage }));
};
