import type { Observed } from '../agents/agent.ts';
import type { Fact } from '../domain/fact.ts';
import { readMcpCall } from './mcp-calls.ts';
import { askedByMcp } from './mcp-key.ts';
import { addNote } from './notes.ts';
import { passagesBeside } from './passages.ts';

export interface McpRoom {
  readonly workspace: string;
  readonly say: (fact: Fact) => void;
  readonly now: () => number;
}

/** Handles the calls of orch's own MCP server, alike for all agents. */
export class McpDesk {
  readonly #room: McpRoom;

  constructor(room: McpRoom) {
    this.#room = room;
  }

  async call(data: unknown): Promise<Observed['reply']> {
    const { say } = this.#room;
    const outcome = readMcpCall(data);
    switch (outcome.does) {
      case 'hold':
        say(outcome.fact);
        return { hold: outcome.key };
      case 'say':
        say(outcome.fact);
        return { text: outcome.text };
      case 'note':
        return { text: this.#note(outcome.text) };
      case 'recall':
        return { text: await this.#recall(outcome.query) };
      case 'refuse':
        return { text: outcome.text };
    }
  }

  /** True: the key was one of ours, and the ask is taken back. */
  gone(key: string): boolean {
    if (!askedByMcp(key)) return false;
    this.#room.say({ type: 'session.ask_gone', key, how: 'it no longer waits' });
    return true;
  }

  #note(text: string): string {
    const kept = addNote(this.#room.workspace, text, this.#room.now());
    return kept ? 'Kept in notes.md.' : 'It could not be written: put it into notes.md yourself.';
  }

  /** Searching is loaded when somebody searches: most sessions never do. */
  async #recall(query: string): Promise<string> {
    const { recall } = await import('./recall.ts');
    return recall(query, passagesBeside(this.#room.workspace));
  }
}
