import type { AgentState } from '../../domain/fact.ts';
import type { Memory } from '../agent.ts';
import { isObject } from '../record.ts';

export type DialogKind = 'dialog' | 'tool';

/** What its records told so far; all of it plain data, kept with the session. */
export interface Remembered {
  /** Which process of it is speaking; what belongs to a process is forgotten with it. */
  readonly process: string;
  /** Conversations of this task, as it names them; a transcript of another is not this session's. */
  readonly conversations: readonly string[];
  /** Asks that wait, and what they stop: the dialog on the screen, or a tool before its dialog. */
  readonly waiting: Readonly<Record<string, DialogKind>>;
  readonly asked: number;
  /** As it last said itself; null where it never did. */
  readonly state: AgentState | null;
  /** Words it ended its turn with, till the turn is over. */
  readonly lastWords: string | null;
  /** Transcript → the usage of its last message: its rows say it again and again. */
  readonly counted: Readonly<Record<string, string>>;
  readonly cost: CostSoFar;
  /** Plan window → how far it was used up when last said. */
  readonly quota: Readonly<Record<string, number>>;
}

export interface CostSoFar {
  /** The sum said last. */
  readonly said: number;
  /** As its status line last had it: the sum, and the usage of the last message it knows of. */
  readonly last: { readonly total: number; readonly usage: string } | null;
  /** Usage of the last message counted. */
  readonly usage: string;
}

const noCost: CostSoFar = { said: 0, last: null, usage: '' };

const nothing: Remembered = {
  process: '',
  conversations: [],
  waiting: {},
  asked: 0,
  state: null,
  lastWords: null,
  counted: {},
  cost: noCost,
  quota: {},
};

const whole = (kept: Partial<Remembered>): Remembered => ({
  ...nothing,
  ...kept,
  cost: { ...noCost, ...kept.cost },
});

/** Reads back what this description itself wrote, an earlier version of it perhaps. */
export const remembered = (memory: Memory): Remembered =>
  isObject(memory.claude) ? whole(memory.claude as Partial<Remembered>) : nothing;

export const toMemory = (state: Remembered): Memory => ({ claude: state });

/** A new process: its dialogs and its sums begin anew. */
export const ofProcess = (state: Remembered, process: string): Remembered =>
  state.process === process
    ? state
    : { ...state, process, waiting: {}, cost: { ...noCost, usage: state.cost.usage } };

/** What a new process begins with: the conversation goes on, what the one before was doing does not. */
export const handedOn = (memory: Memory): Memory =>
  toMemory({ ...ofProcess(remembered(memory), ''), state: null });
