import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceFile } from '../../own/program/replace-file.ts';
import { onceThereIsRoom } from '../../own/program/room.ts';
import type { Entry } from './scene.ts';
import { during, filled, type Play, type Stage } from './stage.ts';

const SHOWN = 6;

const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');

const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;

/** The first lines of a change, marked as a diff marks them. */
const diffEntries = (removed: readonly string[], added: readonly string[]): readonly Entry[] => {
  const rows: Entry[] = [
    ...removed.map((text): Entry => ({ sign: 'rail', text: `- ${text}`, look: 'bad' })),
    ...added.map((text): Entry => ({ sign: 'rail', text: `+ ${text}`, look: 'good' })),
  ];
  const hidden = rows.length - SHOWN;
  if (hidden <= 1) return rows;
  return [...rows.slice(0, SHOWN), { sign: 'rail', text: `… ${counted(hidden, 'more line')}` }];
};

const contents = (path: string): string | null => {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

export const say: Play<'say'> = async (action, stage) => {
  const text = filled(action.text, stage);
  stage.screen.print({ sign: 'say', text });
  stage.voice.record({ type: 'message', text });
  await stage.pace.pause(action.seconds);
  return null;
};

export const think: Play<'think'> = async (action, stage) => {
  const text = filled(action.text, stage);
  stage.voice.record({ type: 'progress', text });
  await during(stage, text, action.seconds);
  return null;
};

export const read: Play<'read'> = async (action, stage) => {
  await during(stage, `Reading ${action.file}`, action.seconds);
  const path = join(stage.cwd, action.file);
  const text = contents(path);
  const isFolder = fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const found = isFolder
    ? counted(fs.readdirSync(path).length, 'file')
    : counted(linesOf(text ?? '').length, 'line');
  const note = text === null && !isFolder ? 'not there yet' : found;
  stage.screen.print({ sign: 'act', text: `Read ${action.file}` }, { sign: 'note', text: note });
  stage.voice.record({ type: 'progress', text: `read ${action.file}` });
  return null;
};

const put = (path: string, text: string): void =>
  onceThereIsRoom(() => {
    fs.mkdirSync(dirname(path), { recursive: true });
    fs.writeFileSync(path, text);
  });

const report = (stage: Stage, verb: string, file: string, changes: readonly Entry[]): void => {
  stage.screen.print({ sign: 'act', text: `${verb} ${file}` }, ...changes);
  stage.voice.record({ type: 'progress', text: `${verb.toLowerCase()} ${file}` });
};

export const write: Play<'write'> = async (action, stage) => {
  await during(stage, `Writing ${action.file}`, action.seconds);
  const text = filled(action.text, stage);
  const path = join(stage.cwd, action.file);
  put(path, text.endsWith('\n') ? text : `${text}\n`);
  report(stage, 'Wrote', action.file, diffEntries([], linesOf(text)));
  return null;
};

export const edit: Play<'edit'> = async (action, stage) => {
  await during(stage, `Editing ${action.file}`, action.seconds);
  const path = join(stage.cwd, action.file);
  const text = filled(action.text, stage);
  const before = contents(path) ?? '';
  const found = action.find !== null && before.includes(action.find);
  const added = `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${text}\n`;
  put(path, found ? before.replace(action.find, () => text) : added);
  report(stage, 'Edited', action.file, diffEntries(found ? linesOf(action.find) : [], linesOf(text)));
  return null;
};

export const summary: Play<'summary'> = async (action, stage) => {
  const text = filled(action.text, stage);
  replaceFile(
    join(stage.spec.workspace, 'summary.md'),
    `# Summary of ${stage.spec.task}\n\n${text.trimEnd()}\n`,
  );
  stage.screen.print({ sign: 'act', text: 'Wrote its summary' }, ...diffEntries([], linesOf(text)));
  return null;
};

export const notes: Play<'notes'> = async (action, stage) => {
  const path = join(stage.spec.workspace, 'notes.md');
  const before = contents(path) ?? `# Notes of ${stage.spec.task}\n`;
  replaceFile(path, `${before.trimEnd()}\n\n${filled(action.text, stage).trimEnd()}\n`);
  stage.screen.print({ sign: 'act', text: 'Wrote a note' });
  return null;
};
