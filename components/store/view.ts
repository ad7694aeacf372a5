import type { RuleWish } from '../../src/domain/ask.ts';
import type { Command } from '../../src/domain/command.ts';
import type { Failure } from '../../src/domain/errors.ts';
import type { DetailQuery } from '../../src/wire/queries.ts';
import type { Draft } from './draft.ts';

/** Which part the keys go to. */
export type Focus = 'list' | 'stage' | 'inbox';

/** Something the engine was asked for. */
export type Loaded =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: unknown }
  | { readonly state: 'failed'; readonly error: Failure };

export type ReaderKind =
  | 'help'
  | 'explain'
  | 'diff'
  | 'instructions'
  | 'summary'
  | 'notes'
  | 'question'
  | 'output'
  | 'history'
  | 'events'
  | 'notices'
  | 'report'
  | 'plan';

/** What stands on the stage to be read, in place of the agent's screen. */
export interface Reader {
  readonly kind: ReaderKind;
  readonly task: string | null;
  readonly answer: Loaded | null;
  readonly top: number;
}

/** What a person's key brings about besides a change of the view. */
export type Deed =
  | {
      readonly do: 'send';
      readonly command: Command;
      /** Said once the engine has taken it on. */
      readonly said: string;
      readonly ask: string | null;
    }
  | { readonly do: 'fetch'; readonly query: DetailQuery }
  | { readonly do: 'scroll'; readonly by: number }
  /** The pane's selection, or what is in sight of it. */
  | { readonly do: 'copy' }
  /** Looks for a text in what was on the pane's screen. */
  | { readonly do: 'search'; readonly text: string }
  | { readonly do: 'match'; readonly by: 1 | -1 }
  /** Back from older lines to the live screen. */
  | { readonly do: 'live' }
  /** Says the last lines of the pane, to a person who hears them. */
  | { readonly do: 'recite' }
  | { readonly do: 'play' }
  | { readonly do: 'step'; readonly by: 1 | -1 }
  /** Milliseconds along a replayed day. */
  | { readonly do: 'seek'; readonly by: number }
  | { readonly do: 'speed'; readonly by: 1 | -1 }
  | { readonly do: 'suspend' }
  | { readonly do: 'redraw' }
  | { readonly do: 'leave' };

export interface Choice {
  readonly key: string;
  readonly label: string;
  readonly deeds: readonly Deed[];
  /** Leave the console once the day has ended. */
  readonly thenLeave?: true;
}

/** An answer that is to hold for all asks alike, before it is saved. */
export interface RuleBar {
  readonly kind: 'rule';
  readonly title: string;
  readonly ask: string;
  readonly word: { readonly answer: 'allow' } | { readonly answer: 'deny'; readonly reason: string | null };
  readonly wish: RuleWish;
}

/** A question of orch's own, at the bottom, in words. */
export type Bar =
  | RuleBar
  | {
      readonly kind: 'confirm';
      readonly title: string;
      readonly detail: string;
      readonly choices: readonly Choice[];
      readonly grave: boolean;
      /** Asked only because the day runs: once it is over there is nothing to ask. */
      readonly whileRunning?: true;
    }
  | {
      readonly kind: 'prompt';
      readonly title: string;
      readonly detail: string;
      readonly purpose:
        | { readonly kind: 'raise'; readonly task: string | null }
        | { readonly kind: 'search' }
        | { readonly kind: 'deny'; readonly ask: string };
      readonly draft: Draft;
    };

/** An answer being written in the inbox. */
export interface Writing {
  readonly ask: string;
  readonly draft: Draft;
  /** How far back in earlier answers; 0 is what is being written. */
  readonly back: number;
}

export interface Picker {
  readonly draft: Draft;
  readonly at: number;
}

export interface Toast {
  readonly text: string;
  readonly tone: 'ok' | 'bad' | 'wait';
  readonly until: number;
}

/** What one person looks at. Holds nothing of the day: only which part of it is shown. */
export interface View {
  readonly size: { readonly columns: number; readonly rows: number };
  readonly focus: Focus;
  readonly task: string | null;
  readonly ask: string | null;
  /** When the selected ask changed by itself: a key pressed for the one before must not answer this one. */
  readonly askMovedAt: number;
  readonly reader: Reader | null;
  readonly grid: boolean;
  readonly zoom: boolean;
  /** The agent has the keyboard. */
  readonly typing: boolean;
  readonly filter: Draft;
  readonly finding: boolean;
  readonly palette: Picker | null;
  readonly bar: Bar | null;
  readonly writing: Writing | null;
  readonly drafts: Readonly<Record<string, Draft>>;
  /** Answers given, newest first. */
  readonly answers: readonly string[];
  /** Asks whose answer is on its way to the engine. */
  readonly sending: ReadonlySet<string>;
  readonly toast: Toast | null;
  readonly leaveWhenOver: boolean;
  readonly quiet: boolean;
  /** Told line by line, for a screen reader; nothing is painted. */
  readonly spoken: boolean;
}

export const firstView: View = {
  size: { columns: 80, rows: 24 },
  focus: 'list',
  task: null,
  ask: null,
  askMovedAt: 0,
  reader: null,
  grid: false,
  zoom: false,
  typing: false,
  filter: { text: '', at: 0 },
  finding: false,
  palette: null,
  bar: null,
  writing: null,
  drafts: {},
  answers: [],
  sending: new Set(),
  toast: null,
  leaveWhenOver: false,
  quiet: false,
  spoken: false,
};

/** What came of a key: how the view is now, and what is to be done. */
export interface Outcome {
  readonly view: View;
  readonly deeds: readonly Deed[];
}

const TOAST_MS = 6000;

export const told = (view: View, tone: Toast['tone'], text: string, now: number): View => ({
  ...view,
  toast: { text, tone, until: now + TOAST_MS },
});
