import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Memory, Observed, SourceRecord } from '../../../src/agents/agent.ts';
import { claude } from '../../../src/agents/claude/claude.ts';
import type { Fact, FactType } from '../../../src/domain/fact.ts';

type Line = Readonly<Record<string, unknown>>;

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'records', name), 'utf8')) as T;

const hooks = read<Record<string, Line>>('hooks.json');
const rows = read<Record<string, readonly Line[]>>('transcript.json');

/** What a hook or the status line of Claude Code really said. */
export const hookData = (name: string): Line => {
  const data = hooks[name];
  if (data === undefined) throw new Error(`no record of ${name}`);
  return data;
};

/** Rows of a transcript Claude Code really wrote. */
export const rowsOf = (name: string): readonly Line[] => {
  const found = rows[name];
  if (found === undefined) throw new Error(`no rows of ${name}`);
  return found;
};

export const CONVERSATION = '11111111-1111-4111-8111-111111111111';

export const call = (data: Line, from = 'hook@s1'): SourceRecord => ({ kind: 'call', from, data });

export const status = (data: string): SourceRecord => ({ kind: 'osc', code: 7501, data });

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Its states as it prints them. */
export const working = (message = ''): SourceRecord =>
  status(`state=working:app=claude-code${message === '' ? '' : `:msg=${base64(message)}`}`);
export const blocked = (kind: string, message: string): SourceRecord =>
  status(`state=blocked:app=claude-code:kind=${kind}:msg=${base64(message)}`);
export const done = status('state=done:app=claude-code');
export const idle = status('state=idle:app=claude-code');

export const line = (row: Line, path = `${CONVERSATION}.jsonl`): SourceRecord => ({
  kind: 'line',
  id: `transcript:${CONVERSATION}`,
  text: JSON.stringify(row),
  path,
});

/** A session's records, one after the other, as its host hands them on. */
export class Hearing {
  memory: Memory = {};
  readonly facts: Fact[] = [];

  hear(...records: readonly SourceRecord[]): Observed {
    let last: Observed = { facts: [], memory: this.memory };
    for (const record of records) {
      last = claude.observe(record, this.memory);
      // The host keeps it as JSON: nothing may hang on more.
      this.memory = JSON.parse(JSON.stringify(last.memory)) as Memory;
      this.facts.push(...last.facts);
    }
    return last;
  }

  of<K extends FactType>(type: K): readonly Extract<Fact, { type: K }>[] {
    return this.facts.filter((fact): fact is Extract<Fact, { type: K }> => fact.type === type);
  }
}
