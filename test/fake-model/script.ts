import type { Tokens } from '../../src/domain/money.ts';
import type { Asked } from './asked.ts';
import type { Fault } from './fault.ts';

/** What the model does when it is asked once: one message of its, streamed. All of it is optional. */
export interface Turn {
  readonly thinks?: string;
  readonly says?: string;
  readonly calls?: readonly Call[];
  readonly usage?: Partial<Tokens>;
  /** Plan windows used up so far, told in the headers of the answer. */
  readonly quota?: readonly Quota[];
  /** How long until the first byte (ms). */
  readonly delay?: number;
  /** How long between the pieces of its stream (ms). */
  readonly gap?: number;
  /** Says nothing at all until the test releases this gate. */
  readonly gate?: string;
  /** Stops after the first piece of its stream until the test releases this gate. */
  readonly gateInside?: string;
  readonly fault?: Fault;
}

/** A tool the model calls: by its exact name, or by what it is for, in the words of whichever CLI asks. */
export type Call =
  | { readonly name: string; readonly input: Readonly<Record<string, unknown>>; readonly namespace?: string }
  /** A tool that takes plain text (a custom tool of Codex). */
  | { readonly name: string; readonly freeform: string }
  /** The CLI's own shell; in one that writes files by its shell only, see `write` too. */
  | { readonly run: string; readonly why?: string }
  /** The CLI's own tool that writes a whole file; an absolute path fits all. */
  | { readonly write: string; readonly text: string }
  | { readonly read: string }
  /** The CLI's own tool that asks the person; Codex takes it in its plan mode only. */
  | { readonly ask: string; readonly options: readonly string[]; readonly header?: string }
  /** A tool of an MCP server, whatever the CLI makes of its name. */
  | { readonly mcp: string; readonly server: string; readonly input: Readonly<Record<string, unknown>> }
  /**
   * A subagent with this prompt: give it a `[[MARK]]` of its own. In Codex it goes on beside its parent;
   * in Gemini CLI it ends by calling `complete_task` with `{result: {response: …}}`.
   */
  | { readonly delegate: string };

export interface Quota {
  readonly window: '5h' | '7d';
  /** 0 to 1. */
  readonly used: number;
  /** When it is full again (ms). */
  readonly resetsAt: number;
}

/** A turn, or what makes one of the request; such as of the results of its tools. */
export type Step = Turn | ((asked: Asked) => Turn | Promise<Turn>);

/** Scripts by the name that `[[NAME]]` in a prompt asks for. */
export type Scripts = Readonly<Record<string, readonly Step[]>>;

/** Once all turns are over. */
export const closing: Turn = { says: 'All of it is done.', usage: { input: 10, output: 5 } };

/** Where no known `[[NAME]]` was asked for. */
export const unscripted: Turn = { says: 'No script was asked for.', usage: { input: 10, output: 5 } };

/** What a turn that states no usage takes. */
export const usual: Tokens = { input: 100, output: 20, cache_read: 0, cache_write: 0, thoughts: 0 };
