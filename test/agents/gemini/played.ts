import type { Observed, SourceRecord } from '../../../src/agents/agent.ts';
import { observe } from '../../../src/agents/gemini/observe.ts';
import type { Fact } from '../../../src/domain/fact.ts';

export const ID = 'd04561af-8f8d-4616-b16b-750dd85fa951';

/** Gemini CLI's records, one after the other, as its host would hand them on. */
export class Played {
  readonly facts: Fact[] = [];
  #memory: Observed['memory'] = {};

  record(record: SourceRecord): Observed {
    const seen = observe(record, this.#memory);
    this.#memory = seen.memory;
    this.facts.push(...seen.facts);
    return seen;
  }

  hook(hook_event_name: string, more: Readonly<Record<string, unknown>> = {}, from = 'hook'): Observed {
    const data = { session_id: ID, cwd: '/p/tree', hook_event_name, ...more };
    return this.record({ kind: 'call', from, data });
  }

  tool(tool_name: string, tool_input: object, from = 'hook'): Observed {
    return this.hook('BeforeTool', { tool_name, tool_input }, from);
  }

  title(text: string): void {
    this.record({ kind: 'title', text: text.padEnd(80) });
  }

  row(row: object, file = `chats/session-2026-11-21T13-53-${ID.slice(0, 8)}.jsonl`): void {
    const path = `/home/.gemini/tmp/tree/${file}`;
    this.record({ kind: 'line', id: `chats:${ID}`, text: JSON.stringify(row), path });
  }

  log(text: string): void {
    this.record({ kind: 'line', id: 'log', text, path: '/s/gemini.log' });
  }

  of<K extends Fact['type']>(type: K): readonly Extract<Fact, { type: K }>[] {
    return this.facts.filter((fact): fact is Extract<Fact, { type: K }> => fact.type === type);
  }

  get states(): readonly string[] {
    return this.of('session.state').map(({ state, source }) => `${state} (${source})`);
  }

  /** Up to its first prompt. */
  begin(): this {
    this.title('◇  Ready (tree)');
    this.hook('SessionStart', { source: 'startup' });
    this.hook('BeforeAgent', { prompt: 'Do it.' });
    this.title('✦  Working… (tree)');
    this.row({ id: 'u1', type: 'user', content: [{ text: 'Do it.' }] });
    return this;
  }

  says(id: string, content: string, more: object = {}): this {
    const tokens = { input: 150, output: 20, cached: 50, thoughts: 7, tool: 0, total: 177 };
    this.row({ id, type: 'gemini', content, thoughts: [], tokens, model: 'gemini-2.5-pro', ...more });
    return this;
  }
}
