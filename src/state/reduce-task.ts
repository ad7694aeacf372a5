import { Map as IMap, Set as ISet, List } from 'immutable';
import type { EventOf } from '../domain/event.ts';
import { noSpend, totalTokens } from '../domain/money.ts';
import { approvedText, type TaskSpec } from '../domain/task.ts';
import { indexed, withScheduledTask, withTask } from './entries.ts';
import type { DayState, TaskEntry } from './model.ts';
import type { Reducers } from './reducer.ts';

const unmetOf = (state: DayState, spec: TaskSpec): ISet<string> =>
  ISet(spec.depends_on.filter((id) => state.tasks.get(id)?.phase !== 'done'));

const fresh = (state: DayState, e: EventOf<'task.added'>): TaskEntry => ({
  id: e.spec.id,
  spec: e.spec,
  order: e.order,
  risk: e.risk,
  phase: 'queued',
  why: '',
  since: e.at,
  approved: false,
  hold: null,
  unmet: unmetOf(state, e.spec),
  attempt: 0,
  failures: 0,
  interruptions: 0,
  sessions: List(),
  resumes: null,
  retry_at: null,
  spend: noSpend,
  cap_usd: e.spec.max_cost_usd,
  warned: false,
  capped: false,
  asks: ISet(),
  open: ISet(),
  started_at: null,
  ended_at: null,
  cwd: null,
  isolation: null,
  base: null,
  before: {},
  checks: [],
  diff: null,
  applied: false,
  counted: IMap(),
  nudges: 0,
  given_up: [],
  recoveries: [],
  recovering: null,
  verdict: null,
  findings: [],
  marked_at: null,
  allowed: [],
  extra_args: [],
});

const linked = (state: DayState, spec: TaskSpec): DayState => ({
  ...state,
  dependents: spec.depends_on.reduce(
    (all, id) => all.update(id, ISet<string>(), (set) => set.add(spec.id)),
    state.dependents,
  ),
});

const added = (state: DayState, e: EventOf<'task.added'>): DayState => {
  const task = fresh(state, e);
  const reviewing = e.spec.reviews === undefined ? state.reviewing : state.reviewing.add(task.id);
  const next = { ...state, reviewing, tasks: state.tasks.set(task.id, task) };
  return indexed(linked(next, e.spec), task.id);
};

/** A cap raised by hand stands until the file says another; what was over the old one may be under the new. */
const capOf = (task: TaskEntry, spec: TaskSpec): Pick<TaskEntry, 'cap_usd' | 'capped' | 'warned'> => {
  const cap_usd = task.spec.max_cost_usd === spec.max_cost_usd ? task.cap_usd : spec.max_cost_usd;
  const over =
    (cap_usd !== null && task.spend.usd >= cap_usd) ||
    (spec.max_tokens !== null && totalTokens(task.spend.tokens) >= spec.max_tokens);
  return { cap_usd, capped: task.capped && over, warned: task.warned && cap_usd === task.cap_usd };
};

/** What no longer waits for another is no longer released by it. */
const unlinked = (state: DayState, id: string): DayState => ({
  ...state,
  dependents: (state.tasks.get(id)?.spec.depends_on ?? []).reduce(
    (all, dependency) => all.update(dependency, ISet<string>(), (set) => set.remove(id)),
    state.dependents,
  ),
});

const changed = (state: DayState, e: EventOf<'task.changed'>): DayState =>
  withScheduledTask(linked(unlinked(state, e.spec.id), e.spec), e.spec.id, (task) => ({
    ...task,
    spec: e.spec,
    order: e.order,
    risk: e.risk,
    // What a person approved is not what it says now.
    approved: task.approved && approvedText(task.spec) === approvedText(e.spec),
    unmet: unmetOf(state, e.spec),
    ...capOf(task, e.spec),
  }));

/** What waited for this task may go on; a done task run again holds them up again. */
const released = (state: DayState, id: string, done: boolean): DayState =>
  state.dependents
    .get(id, ISet<string>())
    .reduce(
      (s, dependent) =>
        withScheduledTask(s, dependent, (task) =>
          task.spec.depends_on.includes(id)
            ? { ...task, unmet: done ? task.unmet.remove(id) : task.unmet.add(id) }
            : task,
        ),
      state,
    );

const ended = (state: DayState, e: EventOf<'task.ended'>): DayState => {
  const settled = withScheduledTask(state, e.task, (task) => ({
    ...task,
    phase: e.state,
    why: e.why,
    since: e.at,
    ended_at: e.at,
    hold: null,
    retry_at: null,
    resumes: null,
  }));
  return e.state === 'done' && e.task !== undefined ? released(settled, e.task, true) : settled;
};

const requeued = (state: DayState, e: EventOf<'task.requeued'>): DayState => {
  const again = withScheduledTask(state, e.task, (task) => ({
    ...task,
    phase: 'queued',
    why: e.why,
    since: e.at,
    ended_at: null,
    failures: 0,
    interruptions: 0,
    hold: null,
    retry_at: null,
    verdict: null,
  }));
  if (e.task === undefined) return again;
  const review = again.tasks.get(e.task)?.spec.reviews !== undefined;
  return released(review ? { ...again, reviewing: again.reviewing.add(e.task) } : again, e.task, false);
};

export const taskReducers: Reducers = {
  'task.added': added,
  'task.changed': changed,
  'task.removed': (state, e) => {
    if (e.task === undefined) return state;
    const rest = unlinked(state, e.task);
    return indexed({ ...rest, tasks: rest.tasks.remove(e.task) }, e.task);
  },
  'task.approved': (state, e) => withScheduledTask(state, e.task, (task) => ({ ...task, approved: true })),
  'task.held': (state, e) => withScheduledTask(state, e.task, (task) => ({ ...task, hold: e.reason })),
  'task.released': (state, e) => withScheduledTask(state, e.task, (task) => ({ ...task, hold: null })),
  'task.requeued': requeued,
  'task.ended': ended,
  'task.applied': (state, e) => withTask(state, e.task, (task) => ({ ...task, applied: true })),
};
