import { stateOf } from '../../../src/state/explain.ts';
import type { DayState, TaskEntry } from '../../../src/state/model.ts';

/** What the engine keeps as running indices, worked out anew from the entries alone: slow and plain. */
export const fromScratch = (state: DayState) => {
  const tasks = [...state.tasks.values()];
  const ids = (which: (task: TaskEntry) => boolean): string[] =>
    tasks
      .filter(which)
      .map((task) => task.id)
      .sort();
  const unmet = (task: TaskEntry): string[] =>
    [...new Set(task.spec.depends_on)].filter((id) => state.tasks.get(id)?.phase !== 'done').sort();
  const free = (task: TaskEntry): boolean =>
    task.phase === 'queued' && task.hold === null && unmet(task).length === 0;
  return {
    ready: ids((task) => free(task) && task.retry_at === null),
    backoff: ids((task) => free(task) && task.retry_at !== null),
    checking: ids((task) => task.phase === 'checking'),
    unmet: Object.fromEntries(tasks.map((task) => [task.id, unmet(task)])),
    live: [...state.sessions.values()]
      .filter((session) => session.ended_at === null)
      .map((session) => session.id)
      .sort(),
    open: [...state.asks.values()]
      .filter((ask) => ask.state === 'open' || ask.state === 'sent')
      .map((ask) => ask.id)
      .sort(),
    openOf: Object.fromEntries(
      tasks.map((task) => [
        task.id,
        [...state.asks.values()]
          .filter((ask) => ask.task === task.id && (ask.state === 'open' || ask.state === 'sent'))
          .map((ask) => ask.id)
          .sort(),
      ]),
    ),
    spend: tasks.reduce((sum, task) => sum + task.spend.usd, 0),
    waiting: ids((task) => stateOf(task) === 'waiting'),
  };
};

/** The same, as the engine keeps it. */
export const asKept = (state: DayState): ReturnType<typeof fromScratch> => ({
  ready: [...state.ready].sort(),
  backoff: [...state.backoff].sort(),
  checking: [...state.checking].sort(),
  unmet: Object.fromEntries([...state.tasks.values()].map((task) => [task.id, [...task.unmet].sort()])),
  live: [...state.live].sort(),
  open: [...state.open].sort(),
  openOf: Object.fromEntries([...state.tasks.values()].map((task) => [task.id, [...task.open].sort()])),
  spend: state.spend.usd,
  waiting: [...state.tasks.values()]
    .filter((task) => task.phase !== 'done' && task.phase !== 'failed' && task.phase !== 'needs_review')
    .filter((task) =>
      [...state.open].some((id) => {
        const ask = state.asks.get(id);
        const silent = ask?.body.kind === 'stuck' && ask.body.layer === null;
        const holds = ask?.body.kind !== 'cap' && !silent;
        return ask?.task === task.id && ask.answer === null && holds;
      }),
    )
    .map((task) => task.id)
    .sort(),
});

/** Tasks nothing will ever be heard of again, although nobody was asked and nobody held them. */
export const forgottenTasks = (state: DayState): string[] => {
  const tasks = [...state.tasks.values()];
  const isOver = ({ phase }: TaskEntry): boolean =>
    phase === 'done' || phase === 'failed' || phase === 'needs_review';
  const reviewed = ({ id }: TaskEntry): boolean =>
    tasks.some((task) => task.spec.reviews?.task === id && !isOver(task));
  return tasks
    .filter((task) => {
      // Held for a review that is over, and nobody was asked what to make of it.
      if (task.hold === 'review') return !reviewed(task) && task.asks.isEmpty();
      // Over, and still it keeps the day waiting for an answer.
      if (isOver(task)) return !task.asks.isEmpty();
      return task.phase === 'queued' && state.phase === 'ended' && state.exit !== 130 && mayGoOn(state, task);
    })
    .map(({ id }) => id);
};

/** Free to go on, and yet the day came to its end. */
const mayGoOn = (state: DayState, task: TaskEntry): boolean =>
  task.hold === null &&
  !task.capped &&
  !state.capped &&
  [...new Set(task.spec.depends_on)].every((id) => state.tasks.get(id)?.phase === 'done');
