import type { Memory } from '../agent.ts';

/** A question of a dialog that stands on the screen. */
export interface AskedItem {
  readonly key: string;
  readonly text: string;
  readonly header: string | null;
  readonly options: readonly string[];
  readonly recommended: number | null;
}

export interface Dialog {
  readonly items: readonly AskedItem[];
  /** Which of its questions is asked, from 0. */
  readonly at: number;
}

/** What is carried from record to record. */
export interface CodexMemory {
  /** It has come to work: before that it is starting, whatever its prompt looks like. */
  readonly worked: boolean;
  /** The conversation of the session itself; others are its subagents'. */
  readonly main: string | null;
  readonly turn: string | null;
  /** The turn whose end was said last. */
  readonly ended: string | null;
  readonly models: Readonly<Record<string, string>>;
  /** Threads that leave no rollout: Codex makes titles and the like in them. */
  readonly hidden: readonly string[];
  readonly dialog: Dialog | null;
  /** Questions it asked without waiting: their keys. */
  readonly asides: readonly string[];
  /** Calls held for a person. */
  readonly held: number;
  /** Forbidden commands that came to the next stage: a person allowed each. */
  readonly passed: readonly string[];
  /** Calls of tools that run commands, until what came of them is recorded. */
  readonly commands: readonly string[];
  /** What their commands said was refused, as far as it is recorded. */
  readonly printed: readonly string[];
  /** What its requests last failed with; null while they succeed. */
  readonly failing: string | null;
  /** How much of each window is used up, as last said. */
  readonly quota: Readonly<Record<string, number>>;
  /** When the windows that are used up open again (ms). */
  readonly reset: number | null;
}

const blank: CodexMemory = {
  worked: false,
  main: null,
  turn: null,
  ended: null,
  models: {},
  hidden: [],
  dialog: null,
  asides: [],
  held: 0,
  passed: [],
  commands: [],
  printed: [],
  failing: null,
  quota: {},
  reset: null,
};

/** Written by nobody else: what is there has its shape. */
export const recalled = (memory: Memory): CodexMemory => ({ ...blank, ...(memory as Partial<CodexMemory>) });

/** A process of its own begins: what the one before waited for is gone with it. */
export const begun = (memory: CodexMemory, main: string): CodexMemory => ({
  ...memory,
  main,
  turn: null,
  dialog: null,
  asides: [],
  held: 0,
  commands: [],
  printed: [],
  failing: null,
});
