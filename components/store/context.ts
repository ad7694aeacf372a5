import { explain, stateOf } from '../../src/state/explain.ts';
import type { AskEntry, DayState, SessionEntry, TaskEntry } from '../../src/state/model.ts';
import { inboxOf, sessionOf, tasksInOrder } from '../../src/state/select.ts';
import { fuzzyScore } from './fuzzy.ts';
import type { Run } from './run.ts';
import type { View } from './view.ts';

/** Everything a key's meaning may depend on. */
export interface Context {
  readonly run: Run;
  readonly view: View;
  readonly now: number;
}

/** How long a settled answer stays in sight, so that its proof can be read. */
export const LINGER_MS = 8000;

const PREFIX = 'task-';

/** `task-003` → `003` where every task is called so. */
export const shortId = (day: DayState, id: string): string =>
  id.startsWith(PREFIX) && day.tasks.every((task) => task.id.startsWith(PREFIX))
    ? id.slice(PREFIX.length)
    : id;

/** Why the task is where it is, with ids as the list shows them. */
export const explained = (day: DayState, task: TaskEntry, now: number): string => {
  const why = explain(day, task, now);
  return shortId(day, task.id) === task.id ? why : why.replaceAll(PREFIX, '');
};

const searched = (day: DayState, task: TaskEntry): string =>
  `${task.id} ${task.spec.name} ${stateOf(task).replace('_', ' ')} ${sessionOf(day, task)?.agent ?? task.spec.agents[0] ?? ''}`;

/** The tasks in the list, as the filter leaves them. */
export const listed = (day: DayState, filter: string): readonly TaskEntry[] => {
  const tasks = tasksInOrder(day);
  const words = filter.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return tasks;
  return tasks.filter((task) => {
    const text = searched(day, task).toLowerCase();
    return (
      words.every((word) => text.includes(word.toLowerCase())) || fuzzyScore(filter, task.spec.name) !== null
    );
  });
};

/** Answered by you a moment ago: shown for a while with its proof. */
const lingering = (day: DayState, now: number): readonly AskEntry[] =>
  [...day.asks.values()].filter((ask) => {
    const settled = ask.delivered_at ?? ask.closed_at;
    return settled !== null && now - settled < LINGER_MS && ask.by === 'person';
  });

/** What waits for the person, then what is under way, then what was just settled. */
export const inboxRows = (day: DayState, now: number): readonly AskEntry[] => {
  const open = inboxOf(day);
  const waits = open.filter((ask) => ask.answer === null);
  const underWay = open.filter((ask) => ask.answer !== null);
  return [...waits, ...underWay, ...lingering(day, now)];
};

export const waitingAsks = (day: DayState): readonly AskEntry[] =>
  inboxOf(day).filter((ask) => ask.answer === null);

export const taskIn = ({ run, view }: Context): TaskEntry | null =>
  run.day.tasks.get(view.task ?? '') ?? null;

/** The ask the keys mean: the one selected in the inbox, else the selected task's own. */
export const askIn = ({ run, view }: Context): AskEntry | null => {
  if (view.focus === 'inbox') return run.day.asks.get(view.ask ?? '') ?? null;
  return waitingAsks(run.day).find((ask) => ask.task !== null && ask.task === view.task) ?? null;
};

export const liveSession = (day: DayState, task: TaskEntry): SessionEntry | null => {
  const session = sessionOf(day, task);
  return session !== null && day.live.has(session.id) ? session : null;
};

const MOST_PANES = 6;

/** The sessions side by side: the selected one first, then what is at work. */
export const gridSessions = (day: DayState, task: string | null): readonly SessionEntry[] => {
  const live = tasksInOrder(day)
    .flatMap((each) => liveSession(day, each) ?? [])
    .filter((session) => session.host_pid !== null);
  const own = live.filter((session) => session.task === task);
  const rest = live.filter((session) => session.task !== task);
  const chosen = new Set([...own, ...rest].slice(0, MOST_PANES));
  return live.filter((session) => chosen.has(session));
};
