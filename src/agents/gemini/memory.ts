import type { AgentState } from '../../domain/fact.ts';
import type { Memory } from '../agent.ts';
import type { Asking } from './question.ts';

/** What is carried from record to record. */
export interface GeminiMemory {
  /** The conversation, as its hooks name it. */
  readonly main: string | null;
  /** Something was said in it: it can go on. */
  readonly spoken: boolean;
  readonly state: AgentState | null;
  /** A prompt is being worked at. */
  readonly running: boolean;
  /** Its hook said that the turn ends; whether by itself its record tells. */
  readonly stopping: boolean;
  /** Its last words of this turn, once they are whole and nothing followed them. */
  readonly words: string | null;
  /** A path it was refused last, and went no further after. */
  readonly refused: string | null;
  /** Its title says that it waits for a person. */
  readonly handUp: boolean;
  /** Calls held for a person: their keys. */
  readonly held: readonly string[];
  /** What it calls its asking tool with, until its dialog is up. */
  readonly question: Asking | null;
  /** Dialogs announced, that are not on the screen yet. */
  readonly coming: readonly Asking[];
  /** Dialogs on the screen: their keys. */
  readonly dialogs: readonly string[];
  /** What its requests last failed with; null while they succeed. */
  readonly failing: string | null;
  /** What was told of usage last. */
  readonly usage: string;
}

const blank: GeminiMemory = {
  main: null,
  spoken: false,
  state: null,
  running: false,
  stopping: false,
  words: null,
  refused: null,
  handUp: false,
  held: [],
  question: null,
  coming: [],
  dialogs: [],
  failing: null,
  usage: '',
};

/** Written by nobody else: what is there has its shape. */
export const recalled = (memory: Memory): GeminiMemory => ({
  ...blank,
  ...(memory as Partial<GeminiMemory>),
});

/** What a process begins with that goes on with a conversation: what the one before waited for is gone with it. */
export const handedOn = (memory: Memory): Memory => {
  const before = recalled(memory);
  return before.main === null ? {} : { ...begun(before, before.main) };
};

/** A conversation begins, or goes on in a process of its own. */
export const begun = (memory: GeminiMemory, main: string): GeminiMemory => ({
  ...blank,
  main,
  // Cleared by hand it is another, in which nothing was said.
  spoken: memory.spoken && memory.main === main,
});
