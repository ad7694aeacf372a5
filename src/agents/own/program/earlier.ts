import * as fs from 'node:fs';
import { join } from 'node:path';
import { jsonObject, textOf } from '../../record.ts';

type Saved = Readonly<Record<string, unknown>>;

const readObject = (path: string): Saved | null => {
  try {
    return jsonObject(fs.readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

const LONGEST_CHAIN = 100;

/**
 * What the resumed session saved of its progress; where it died before it saved
 * anything, what the session it resumed itself had saved.
 */
export const savedBefore = (
  scratch: string | null,
  files: { readonly progress: string; readonly spec: string },
): Saved | null => {
  let folder = scratch;
  for (let i = 0; folder !== null && i < LONGEST_CHAIN; i += 1) {
    const saved = readObject(join(folder, files.progress));
    if (saved !== null) return saved;
    folder = textOf(readObject(join(folder, files.spec))?.resumes);
  }
  return null;
};
