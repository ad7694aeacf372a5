import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Memory, Observed, SourceRecord } from '../../../src/agents/agent.ts';
import { codex } from '../../../src/agents/codex/codex.ts';
import type { Fact, FactType } from '../../../src/domain/fact.ts';

const lines = (file: string): readonly string[] =>
  readFileSync(join(import.meta.dirname, 'recorded', file), 'utf8')
    .trimEnd()
    .split('\n');

/** Calls of its hooks, as Codex 0.169.0 made them. */
export const hooks = (file: string, from = 'hook'): readonly SourceRecord[] =>
  lines(`hooks-${file}.jsonl`).map((line) => ({ kind: 'call', from, data: JSON.parse(line) }));

/** Lines of conversations' records, each with the file it stood in. */
export const rollout = (name: string): readonly SourceRecord[] =>
  lines(`rollout-${name}.jsonl`).map((each) => {
    const { path, line } = JSON.parse(each) as { path: string; line: string };
    return { kind: 'line', id: 'rollouts', text: line, path };
  });

export const log = (name: string): readonly SourceRecord[] =>
  lines(`log-${name}.txt`).map((text) => ({ kind: 'line', id: 'log', text, path: '/log/codex-tui.log' }));

export const osc = (data: string): SourceRecord => ({ kind: 'osc', code: 7501, data });

/** A session as it goes, and what Codex's description makes of it. */
export class Listener {
  memory: Memory = {};
  readonly facts: Fact[] = [];
  readonly replies: Observed['reply'][] = [];

  hear(...records: readonly SourceRecord[]): this {
    for (const record of records) {
      const { facts, memory, reply } = codex.observe(record, this.memory);
      // A host keeps what is remembered as JSON.
      this.memory = JSON.parse(JSON.stringify(memory));
      this.facts.push(...facts);
      this.replies.push(reply);
    }
    return this;
  }

  of<K extends FactType>(type: K): readonly Extract<Fact, { type: K }>[] {
    return this.facts.filter((fact): fact is Extract<Fact, { type: K }> => fact.type === type);
  }
}

/** The hooks of a session's beginning, for the conversation whose records follow. */
export const begun = (conversation: string, turn: string): readonly SourceRecord[] =>
  [
    { hook_event_name: 'SessionStart', session_id: conversation, source: 'startup' },
    { hook_event_name: 'UserPromptSubmit', session_id: conversation, turn_id: turn, prompt: 'Do it.' },
  ].map((data) => ({ kind: 'call', from: 'hook', data }));

/** The conversation and its last turn, as its own records name them. */
export const namesIn = (records: readonly SourceRecord[]): { conversation: string; turn: string } => {
  const rows = records.flatMap((record) =>
    record.kind === 'line'
      ? [JSON.parse(record.text) as { type: string; payload: Record<string, string> }]
      : [],
  );
  const meta = rows.find(({ type }) => type === 'session_meta');
  const turns = rows.filter(({ payload }) => payload.type === 'task_started');
  return { conversation: meta?.payload.id ?? '', turn: turns.at(-1)?.payload.turn_id ?? '' };
};
