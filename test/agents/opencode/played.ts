import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Memory, SourceRecord } from '../../../src/agents/agent.ts';
import { observe } from '../../../src/agents/opencode/observe.ts';
import type { Fact } from '../../../src/domain/fact.ts';

/** What OpenCode 1.18.33 said, recorded from its server; all of one conversation, in this order. */
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

/** Hears a stream of OpenCode's server as a session host would. */
export class Hearing {
  readonly facts: Fact[] = [];
  memory: Memory;
  session: string;

  constructor(memory: Memory = {}, session = 't1.s1') {
    this.memory = memory;
    this.session = session;
  }

  hear(record: SourceRecord): readonly Fact[] {
    const { facts, memory } = observe(record, this.memory);
    // As it is kept between two records: on disk.
    this.memory = JSON.parse(JSON.stringify(memory)) as Memory;
    this.facts.push(...facts);
    return facts;
  }

  event(type: string, properties: object): readonly Fact[] {
    return this.line('/event', { id: 'evt_1', type, properties });
  }

  line(path: string, body: unknown): readonly Fact[] {
    return this.hear({ kind: 'line', id: this.session, path, text: JSON.stringify(body) });
  }

  /** All facts of a recorded stretch. */
  play(name: Recorded): readonly Fact[] {
    return linesOf(name).flatMap((text) =>
      this.hear({ kind: 'line', id: this.session, path: '/event', text }),
    );
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
