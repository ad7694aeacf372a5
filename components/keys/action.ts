import type { Command } from '../../src/domain/command.ts';
import type { TaskEntry } from '../../src/state/model.ts';
import { type Context, shortId, taskIn } from '../store/context.ts';
import { type Bar, type Deed, type Focus, type Outcome, told, type View } from '../store/view.ts';

export type Group = 'Move' | 'Inbox' | 'Task' | 'Look' | 'Day' | 'Replay';

/** One thing a person can do. The table of them makes the hints, `?`, the palette and the docs. */
export interface Action {
  readonly id: string;
  /** By name, see keyName; none: only the palette has it. */
  readonly keys: readonly string[];
  /** How the keys are shown, where their names would be too many. */
  readonly shown?: string;
  readonly label: string;
  readonly doc: string;
  readonly group: Group;
  /** Where its keys mean this; left out: everywhere. */
  readonly where?: readonly Focus[];
  /** Its place among the hints at the bottom, by focus; lower is earlier. */
  readonly hint?: Partial<Readonly<Record<Focus, number>>>;
  /** Why it cannot be done now, or null. */
  readonly can: (context: Context) => string | null;
  readonly act: (context: Context, key: string) => Outcome;
}

export const always = (): null => null;

export const stays = (view: View, ...deeds: Deed[]): Outcome => ({ view, deeds });

export const refused = ({ view, now }: Context, why: string): Outcome => stays(told(view, 'wait', why, now));

export const sends = (view: View, command: Command, said: string, ask: string | null = null): Outcome => {
  const next = ask === null ? view : { ...view, sending: new Set([...view.sending, ask]) };
  return stays(next, { do: 'send', command, said, ask });
};

export const withBar = (view: View, bar: Bar): Outcome => stays({ ...view, bar, toast: null });

/** Why nothing can be wished of the engine now. */
export const noEngine = ({ run }: Context): string | null => {
  if (run.link.state === 'replay') return 'this is a replay: nothing can be changed any more';
  if (run.link.state === 'gone') return 'the engine is away; the console is looking for it';
  return run.link.state === 'loading' ? 'the engine has not answered yet' : null;
};

/** A task is selected and there is an engine to ask. */
export const withTask = (context: Context, check: (task: TaskEntry) => string | null): string | null => {
  const task = taskIn(context);
  if (task === null) return 'no task is selected';
  return noEngine(context) ?? check(task);
};

export const nameOf = ({ run }: Context, id: string): string => shortId(run.day, id);
