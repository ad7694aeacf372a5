import { type Reader, refuse } from './reader.ts';
import { written } from './scalars.ts';

const SAFE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Whether an id may name a folder below agent_workspaces/ on any system. */
export const isTaskId = (id: string): boolean => SAFE.test(id) && !id.includes('..') && !id.endsWith('.');

/** A task's id; it names a folder, so it is held to what every file system takes. */
export const taskId: Reader<string> = (tree, at) => {
  const id = written(tree, at);
  if (id === undefined || isTaskId(id)) return id;
  return refuse(
    tree,
    at,
    'cannot name a folder',
    'use 1 to 64 letters, digits, `.`, `_` or `-`, beginning with a letter or digit',
  );
};
