import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Memory, SourceRecord } from '../../../src/agents/agent.ts';
import { BEGAN } from '../../../src/agents/opencode/given.ts';
import { EVENTS, observe } from '../../../src/agents/opencode/observe.ts';
import { type BusEvent, shortened } from '../../../src/agents/opencode/program/shorten.ts';
import type { Fact } from '../../../src/domain/fact.ts';

/** What OpenCode 1.18.33 said, recorded from its bus of events; all of one conversation, in this order. */
export type Recorded =
  | 'permission_denied'
  | 'violation'
  | 'questions'
  | 'helper'
  | 'outside'
  | 'retry'
  | 'auth'
  | 'interrupted';

const linesOf = (name: Recorded): string[] =>
  readFileSync(join(import.meta.dirname, 'records', `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');

/** Hears OpenCode as a session host would, by the file orch's plugin in it writes. */
export class Hearing {
  memory: Memory;

  constructor(memory: Memory = {}, session = 't1.s1') {
    this.memory = memory;
    this.event(BEGAN, { session });
  }

  hear(record: SourceRecord): readonly Fact[] {
    const { facts, memory } = observe(record, this.memory);
    // As it is kept between two records: on disk.
    this.memory = JSON.parse(JSON.stringify(memory)) as Memory;
    return facts;
  }

  /** An event as the plugin writes it; of the session before it where `id` says so. */
  event(type: string, properties: object, { id = EVENTS, at = 0 } = {}): readonly Fact[] {
    return this.hear({ kind: 'line', id, path: '/events', text: JSON.stringify({ at, type, properties }) });
  }

  /** All facts of a recorded stretch. */
  play(name: Recorded): readonly Fact[] {
    return linesOf(name).flatMap((line) => {
      const short = shortened(JSON.parse(line) as BusEvent);
      return short === null ? [] : this.event(short.type, short.properties as object);
    });
  }
}

/** The facts of the last of these stretches, heard one after the other. */
export const played = (...names: readonly Recorded[]): readonly Fact[] => {
  const hearing = new Hearing();
  return names.map((name) => hearing.play(name)).at(-1) ?? [];
};

export const only = <K extends Fact['type']>(
  facts: readonly Fact[],
  ...types: readonly K[]
): readonly Extract<Fact, { type: K }>[] =>
  facts.filter((fact): fact is Extract<Fact, { type: K }> =>
    (types as readonly string[]).includes(fact.type),
  );

export const ROOT = 'ses_e01cb0118ffe2YtwYBmkCxNQNp';
