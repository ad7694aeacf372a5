import { readFileSync } from 'node:fs';
import type { HostFact } from '../domain/fact.ts';

const factIn = (line: string): HostFact | null => {
  try {
    return JSON.parse(line) as HostFact;
  } catch {
    // Torn by a kill or a full disk: it was never acknowledged.
    return null;
  }
};

/** A session's facts after number `after`, from its spool: for when its host is gone. */
export const readSpool = (file: string, session: string, after: number): HostFact[] => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text
    .split('\n')
    .map(factIn)
    .filter((fact): fact is HostFact => fact !== null && fact.session === session && fact.n > after);
};
