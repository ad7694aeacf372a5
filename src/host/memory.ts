import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Memory } from '../agents/agent.ts';
import { replaceFile } from '../journal/durable.ts';

/** How far each followed file was read, kept beside what the agent's description remembers. */
export type Offsets = Readonly<Record<string, { readonly path: string; readonly offset: number }>>;

const OFFSETS = '@offsets';

const fileIn = (home: string): string => join(home, 'memory.json');

/** What a session remembered; handed to the next one's spec, it reads on where this one ended. */
export const readMemory = (home: string): Memory => {
  try {
    return JSON.parse(readFileSync(fileIn(home), 'utf8')) as Memory;
  } catch {
    return {};
  }
};

/** A full disk only costs reading some records again: agents count by id. */
export const writeMemory = (home: string, memory: Memory, offsets: Offsets): void => {
  replaceFile(fileIn(home), JSON.stringify({ ...memory, [OFFSETS]: offsets }));
};

export const splitMemory = (memory: Memory): { own: Memory; offsets: Offsets } => {
  const { [OFFSETS]: offsets, ...own } = memory;
  return { own, offsets: (offsets ?? {}) as Offsets };
};
