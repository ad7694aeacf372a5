import type { Fact, Trouble } from '../../domain/fact.ts';
import type { Memory } from '../agent.ts';
import { isObject } from '../record.ts';

/** A dialog that stands open in OpenCode. */
export interface OpenAsk {
  /** OpenCode's own name for it. */
  readonly id: string;
  readonly key: string;
  readonly session: string;
  readonly text: string;
  /** A dialog of questions as it was asked: they are put one after the other. */
  readonly questions: Fields | null;
}

export interface Failed {
  readonly trouble: Trouble;
  readonly text: string;
  readonly limited: { readonly until: number | null } | null;
}

/** What OpenCode's events have said so far, as far as later ones need it. */
export interface Known {
  /** The process all but the conversation is about: a resumed one begins anew. */
  readonly source: string | null;
  /** The session a person sees; all others are helpers'. */
  readonly root: string | null;
  readonly helpers: readonly string[];
  /** Where it works. */
  readonly cwd: string | null;
  /** `done`: at rest after a turn it ended by itself. */
  readonly status: 'unknown' | 'busy' | 'idle' | 'done';
  /** The last state that was told. */
  readonly told: string | null;
  readonly asks: readonly OpenAsk[];
  /** Tool calls under way: whether they run, and what the agent says they are for. */
  readonly calls: Readonly<Record<string, { readonly runs: boolean; readonly why: string | null }>>;
  /** Permissions asked for a call before it was told what the call is. */
  readonly early: readonly Fields[];
  /** The root's latest prompt: with it a turn begins. */
  readonly prompt: string | null;
  /** The root's latest message, and its text so far. */
  readonly message: string | null;
  readonly words: Readonly<Record<string, string>>;
  readonly failed: Failed | null;
  /** What it waits out before it tries again. */
  readonly retry: Failed | null;
  readonly interrupted: boolean;
  /** Usage told of late, `message:total`; what is older than all of these is told. */
  readonly counted: readonly string[];
  /** The latest time (ms) an event bore. */
  readonly at: number;
}

export type Fields = Readonly<Record<string, unknown>>;

/** What an event says, and what is known after it. */
export interface Step {
  readonly facts: readonly Fact[];
  readonly known: Known;
}

export const nothing: Known = {
  source: null,
  root: null,
  helpers: [],
  cwd: null,
  status: 'unknown',
  told: null,
  asks: [],
  calls: {},
  early: [],
  prompt: null,
  message: null,
  words: {},
  failed: null,
  retry: null,
  interrupted: false,
  counted: [],
  at: 0,
};

export const knownIn = (memory: Memory): Known =>
  isObject(memory.opencode) ? { ...nothing, ...(memory.opencode as Partial<Known>) } : nothing;

/** Another process goes on with the conversation: nothing of the last one's dialogs and turns holds. */
export const inProcess = (known: Known, source: string): Known => {
  if (known.source === source) return known;
  const { root, helpers, cwd, counted } = known;
  return { ...nothing, source, root, helpers, cwd, counted };
};

export const unchanged = (known: Known): Step => ({ facts: [], known });
